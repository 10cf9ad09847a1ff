"""Pages in scripts without capitals or spaces: their furniture goes, and no sentence does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.extraction.bylines import read_byline
from indexer.extraction.furniture import is_ended, is_prose, own_words
from indexer.extraction.plain_text import clean_text, read_plain_text
from indexer.extraction.publication import marked_date
from indexer.extraction.scripts import count_words

CASES = Path(__file__).parents[2] / "cases" / "elsewhere"
LANGUAGES = ("ar", "el", "fa", "he", "hi", "ja", "ko", "ru", "th", "uk", "zh")
DAYS = {"uk": datetime(2025, 3, 14, tzinfo=UTC)}
"""Of the pages whose day is another than 3 May 2025."""
MAY = datetime(2025, 5, 3, tzinfo=UTC)
# Lines that pages set between paragraphs or below them, one a line.
FURNITURE = {
    "ru": """
Читать далее
Поделиться в соцсетях:
Смотрите также: Новый мост открыли раньше срока
Фото: РИА Новости / Иван Лосев
Фото автора
Иллюстрация: Анна Мак
Подпишитесь на нас в Telegram
Ранее по теме: Паром вернулся
Источник: Вестник Заречья
При цитировании ссылка на сайт обязательна
Больше новостей — в нашем телеграм-канале.
Наш сайт использует файлы cookie
[Фото: Анна Мак]
ПОДЕЛИТЬСЯ
ЧИТАЙТЕ ТАКЖЕ:
""",
    "uk": """
Читайте також:
Поділитися
Фото: Укрінформ
Джерело: Вісник Залісся
Усі права захищені.
Підписатися на новини
""",
    "ar": """
اقرأ أيضاً: عودة القطار
إقرأ أيضا
شارك هذا المقال
مشاركة عبر واتساب
جميع الحقوق محفوظة
تصوير: خالد المري
المصدر: وكالات
انضموا إلى قناتنا على تلغرام
صورة أرشيفية
اقرأ المزيد
""",
    "he": """
צילום: רויטרס
קראו גם: הגשר נפתח
שתפו את הכתבה
כל הזכויות שמורות
לתגובות
""",
    "fa": """
انتهای پیام
انتهای پیام/
منبع: ایسنا
بیشتر بخوانید:
اشتراک گذاری در تلگرام
کد خبر: 123456
تمام حقوق محفوظ است
""",
    "hi": """
यह भी पढ़ें- नई बस सेवा
ये भी पढ़ें: नई बस
फोटो: पीटीआई
(फोटो: पीटीआई)
सर्वाधिकार सुरक्षित
शेयर करें:
Also Read: नई बस सेवा
""",
    "zh": """
相关阅读
分享到：
分享到微信
原标题：青石镇渡口将启用
来源：青石晚报
（来源：青石晚报）
（图片来源：新华社）
【相关阅读】
版权声明：本文版权归青石晚报所有，未经授权不得转载。
免责声明：本文仅代表作者观点。
扫一扫，分享到朋友圈
责任编辑：陈一
点击关注
图/周远
记者 林小禾 摄
编辑 陈一 校对 王二
举报
本文来自青石晚报
打开APP阅读全文
已有 123 人评论
""",
    "ja": """
関連記事：港の朝市が再開
【関連記事】港の朝市が再開
無断転載禁止
写真＝佐原健撮影
（写真：佐原健）
記事の無断転載を禁じます。
有料会員限定記事
この記事は有料会員限定です
続きを読む
X（旧Twitter）でシェア
残り1234文字
前の記事へ
最終更新：5/3(土) 10:14
コメント0件
""",
    "ko": """
관련기사
▶관련기사 산길 버스 다시 달린다
사진제공=솔뫼시
[사진=박준서 기자]
<저작권자 ⓒ 솔뫼일보, 무단 전재 및 재배포 금지>
무단전재 및 재배포 금지
ⓒ 솔뫼일보
입력 2025.05.03. 10:14
기사입력 2025-05-03 10:14
기사 공유
카카오톡에 공유하기
/이다은 기자 daeun@solmoe.example
이다은 기자
솔뫼일보 구독하기
▶ 솔뫼일보 채널 구독하기
제보 전화 02-123-4567
좋아요 12
""",
    "el": """
Διαβάστε επίσης
Πηγή: ΑΠΕ-ΜΠΕ
Φωτό: Νίκος Δαβής
Κοινοποίηση:
Πολιτική Cookies
Διαβάστε όλες τις ειδήσεις από την Ελλάδα και τον κόσμο
""",
    "th": """
แชร์:
อ่านข่าวเพิ่มเติม: รถเมล์
ภาพจาก: เพจเทศบาล
ขอบคุณภาพจาก เพจเทศบาล
ที่มา: ไทยนิวส์
""",
}
# Sentences with the words of furniture in them.
SENTENCES = {
    "ru": """
При использовании лифта маски обязательны для всех.
Использование материалов с асбестом запрещено с мая.
Мы используем кукурузу для корма, а солому для подстилки.
Больше новостей о пропавшей лодке не было.
Самые важные новости жители узнавали по радио.
Нашли ошибку в расчётах инженеры соседнего института.
По договору все права сохранены за общиной села.
Он предложил поделиться опытом с соседней областью уже этой осенью.
Подписаться на петицию против закрытия школы успели четыре тысячи жителей.
Фото: так называется новая выставка, которую открыли в субботу в музее города.
Все права на песню защищены договором, который стороны подписали в мае.
Сайт больницы использует устаревшую программу записи к врачам.
Реклама на остановках принесла городу три миллиона рублей.
Комментарии мэра вызвали споры среди депутатов.
Читайте также и старые газеты, советует библиотекарь Ирина Лужина.
«Подписывайтесь под обращением», — призвала жителей глава совета Анна Кротова.
Новости о паводке жители узнали ночью.
Следите за уровнем воды, предупредили спасатели жителей посёлка.
Политика города не изменится.
Мы использовали файлы архива, чтобы найти владельцев дома.
""",
    "uk": """
Копіювання ключів від підвалу заборонено правилами.
Більше новин про човен не надходило.
Він запропонував поділитися досвідом із сусідньою областю.
Коментарі міського голови викликали суперечки.
Слідкуйте за рівнем води, попередили рятувальники мешканців.
Підписатися на петицію встигли три тисячі людей.
""",
    "el": """
Η χρήση των cookies ρυθμίζεται από τον νέο νόμο.
Ακολουθήστε το μονοπάτι ως την παλιά πηγή.
Οι σύλλογοι κάλεσαν τους πολίτες να μοιραστούν τις ιδέες τους.
Η διαφήμιση στις στάσεις έφερε τρία εκατομμύρια ευρώ.
Ακολουθήστε τις οδηγίες της πυροσβεστικής, ανακοίνωσε ο δήμος.
Σχόλια για την απόφαση δεν έκανε κανείς.
""",
    "ar": """
يمنع النقل الثقيل من دخول المدينة نهارا.
اشترك في خدمة الإسعاف مئة متطوع من القرية.
انضم إلى قناة المدينة مراسلا عام 2010.
تابعوا أخبار الفيضان عبر المذياع طوال الليل.
شارك ثلاثة آلاف شخص في المسيرة التي نظمها الاتحاد.
أخبار الفيضان وصلت إلى القرية ليلا.
صورة المدينة تغيرت كثيرا بعد بناء الجسر.
قال المحامي إن جميع الحقوق محفوظة للورثة بموجب العقد.
اشترك في السباق مئة وعشرون عداء من سبع دول.
رياضة المشي تنتشر في المدن الصغيرة.
انضم إلى القناة التلفزيونية صحفيون من سبع دول.
تابعنا المباراة من المدرجات، قال أحد المشجعين.
""",
    "he": """
הצטרפו לקבוצת המחאה מאות תושבים מהעמק.
הצטרפו לשביתה שלוש מאות עובדים מכל המפעלים.
שתפו פעולה עם המשטרה, ביקש ראש העיר מהתושבים.
צילום הרחוב נמשך שלושה ימים והתנועה נחסמה.
עקבו אחרי ההנחיות, אמר הדובר.
תגובות לתוכנית הגיעו מכל הארץ.
""",
    "fa": """
عکس‌های قدیمی شهر در موزه به نمایش درآمد.
ورود کامیون‌ها به پل تا پاییز ممنوع است.
برای دریافت وام کشاورزان باید تا پایان ماه ثبت نام کنند.
نظرات مردم درباره طرح متفاوت بود.
خبرهای سیل شبانه به روستا رسید.
""",
    "hi": """
हमारे शहर से दस गांव अगले साल जुड़ेंगे।
खेल मंत्री ने मंगलवार को नया मैदान खोला।
फोटो प्रदर्शनी में तीन हज़ार लोग आए।
समाचार पत्र ने अपनी गलती मान ली।
कंपनी ने बताया कि सर्वाधिकार सुरक्षित रखने का समझौता हुआ।
हमारे गांव को सड़क से जुड़ने में दस साल लगे।
हमें पानी चाहिए, गांव की महिलाओं ने कहा।
""",
    "zh": """
未经批准不得使用河水灌溉农田。
分享会在周二晚上举行，三百人参加。
关注养老问题的团体向市政府递交了报告。
法院说，未经授权不得转载的条款有效。
图书馆的新闻阅览室下周关闭。
记者在现场看到，水位已经下降。
评论认为这项计划花费太大。
下载量在一周内达到三万次。
加入会员的居民超过四千人。
网站使用Cookie的规定将于六月生效。
版权所有者向法院提出申诉，要求赔偿三百万元。
更多新闻发布会将在下周举行。
请关注洪水预警，气象局提醒居民。
图：这是展览的名字，市民周六可以免费参观。
订阅报纸的老人越来越少。
""",
    "ja": """
町は公園の無断使用を禁じた。
会社は鍵の無断複製を禁止した。
関連記事の削除を求める訴えが退けられた。
写真展には三千人が訪れた。
無断転載を禁じる条項は有効だと裁判所は述べた。
シェアする車の台数は四百台に増えた。
コメントは控えると市は答えた。
当サイトの利用者は三万人を超えたという。
同意する住民は全体の六割だった。
提供：町の会社が名前を出さずに金を出した。
""",
    "ko": """
시는 공원 무단 사용을 금지했다.
무단전재 금지 조항은 오래 지켜지지 않았다.
공유 자전거가 시내 백 곳에 놓였다.
출판사는 무단전재를 이유로 소송을 냈다.
무단 전재와 재배포 금지 조항은 유효하다고 법원이 밝혔다.
사진 전시회에 삼천 명이 찾았다.
댓글 조작 사건의 재판이 화요일 열렸다.
기자 세 명이 현장에서 다쳤다.
구독 경제가 커지면서 작은 가게들도 바뀌고 있다.
쿠키를 굽는 가게가 시장에 문을 열었다.
시장은 주민들에게 "물을 끓여 드시고 마스크를 쓰세요"라고 부탁했다.
회사는 유튜브 채널을 없애는 일을 서두르지 않고 있다.
""",
    "th": """
เทศบาลสงวนสิทธิ์ในการเปลี่ยนวันเปิดตลาดหากน้ำในคลองยังสูงเกินระดับที่ปลอดภัยในเดือนหน้า
""",
}


def page_of(language: str) -> list[str]:
    """The lines of a page; "¶ " marks its headline, "§ " a paragraph of its article."""
    return (CASES / f"{language}.txt").read_text(encoding="utf-8").splitlines()


def marked(lines: list[str], mark: str) -> list[str]:
    return [line.removeprefix(mark) for line in lines if line.startswith(mark)]


def copied(lines: list[str], *, between: str = "\n") -> str:
    return between.join(re.sub("^[¶§] ", "", line) for line in lines)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_page_copied_whole_only_its_article_is_kept(language: str, between: str) -> None:
    lines = page_of(language)
    page = read_plain_text(copied(lines, between=between))
    assert page.text.split("\n\n") == marked(lines, "§ ")
    assert page.title == marked(lines, "¶ ")[0]
    assert page.published_at == DAYS.get(language, MAY)
    assert clean_text(page.text) == page.text


@pytest.mark.parametrize("part", ["without a menu", "without a tail", "without both"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_furniture_goes_where_less_of_the_page_was_copied(language: str, part: str) -> None:
    lines = page_of(language)
    starts = {line[:2]: n for n, line in reversed(list(enumerate(lines)))}
    ends = {line[:2]: n for n, line in enumerate(lines)}
    start = 0 if part == "without a tail" else starts["¶ "]
    end = len(lines) if part == "without a menu" else ends["§ "] + 1
    page = read_plain_text(copied(lines[start:end]))
    assert page.text.split("\n\n") == marked(lines, "§ ")
    assert page.title == marked(lines, "¶ ")[0]


@pytest.mark.parametrize("language", FURNITURE)
def test_a_line_of_furniture_between_paragraphs_goes(language: str) -> None:
    lines = page_of(language)
    title, (first, *others) = marked(lines, "¶ ")[0], marked(lines, "§ ")
    for line in FURNITURE[language].strip().splitlines():
        page = read_plain_text("\n\n".join((title, first, line, *others)))
        assert (page.title, page.text) == (title, "\n\n".join((first, *others))), line


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_that_holds_a_word_of_furniture_stays(language: str, between: str) -> None:
    title = marked(page_of(language), "¶ ")[0]
    sentences = SENTENCES[language].strip().splitlines()
    page = read_plain_text(between.join((title, *sentences)))
    assert page.text.split("\n\n") == sentences


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Мост открыли в полдень. Фото: Анна Мак", "Мост открыли в полдень."),
        ("新渡口周二启用。（责任编辑：陈一）", "新渡口周二启用。"),
        ("新しい橋が火曜日に開通した。（写真：佐原健）", "新しい橋が火曜日に開通した。"),
        ("새 나루터가 문을 열었다. 무단전재 및 재배포 금지", "새 나루터가 문을 열었다."),
        ("Мост открыли в полдень. Все права защищены.", "Мост открыли в полдень."),
        ("新渡口周二启用。未经授权不得转载。", "新渡口周二启用。"),
        ("Подписывайтесь на наш канал. Мост открыли в полдень.", "Мост открыли в полдень."),
        ("Мы используем файлы cookie. Закрыть", ""),
        ("새 나루터가 문을 열었다. 이다은 기자 daeun@solmoe.example", "새 나루터가 문을 열었다."),
    ],
)
def test_a_notice_before_or_behind_the_sentences_of_a_paragraph_goes(line: str, kept: str) -> None:
    assert own_words(line) == kept


@pytest.mark.parametrize(
    "sentence",
    ["水位已经下降。", "「間に合った」と話した。」", "पुराना बाज़ार बंद है।",
     "کیا پل کھلے گا؟", "پل کھل گیا۔", "Θα είναι έτοιμο;", "“完工了！”", "（写真も届いた。）"],
)  # fmt: skip
def test_sentences_end_as_their_script_ends_them(sentence: str) -> None:
    assert is_ended(sentence)
    assert not is_ended(sentence.rstrip("。।؟۔;！」”）"))


def test_words_are_counted_where_no_spaces_are_set() -> None:
    assert count_words("the bridge is open") == 4
    assert count_words("青石镇新渡口将于六月十日启用") == 7
    assert is_prose("青石镇新渡口将于六月十日启用，镇政府周二宣布。")
    assert not is_prose("青石镇新渡口将于六月十日启用，镇政府周二宣布")
    assert not is_prose("水位已经下降。")


@pytest.mark.parametrize(
    ("line", "author"),
    [("이다은 기자", "이다은"), ("記者 森田はるか", "森田はるか"), ("记者 林小禾", "林小禾"),
     ("نویسنده: مریم افشار", "مریم افشار")],
)  # fmt: skip
def test_a_byline_is_read_in_other_scripts(line: str, author: str) -> None:
    byline = read_byline(line, ())
    assert byline is not None
    assert byline.author == author


@pytest.mark.parametrize(
    "line",
    ["입력 2025.05.03. 10:14", "تاريخ النشر: 3 مايو 2025", "Дата публикации: 3 мая 2025",
     "配信：2025年5月3日 10時14分", "פורסם: 03.05.2025", "发布时间：2025年5月3日",
     "Δημοσίευση: 3 Μαΐου 2025", "פורסם: 3 במאי 2025", "प्रकाशित: 3 मई 2025"],
)  # fmt: skip
def test_a_day_of_publication_is_read_behind_its_mark(line: str) -> None:
    assert marked_date(line) == MAY
