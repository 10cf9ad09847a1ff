"""The names of the sections of papers, and of the page from which they lead: menus, no headlines."""

# ruff: noqa: E501 -- a table reads best as one
from __future__ import annotations

HOMES = frozenset(("home", "homepage", "front page", "start", "startseite", "inicio", "portada",
                   "accueil", "início", "voorpagina", "forside", "главная", "головна", "αρχική",
                   "الرئيسية", "ראשי", "דף הבית", "صفحه اصلی", "خانه", "होम", "首页", "首頁", "ホーム",
                   "トップ", "홈", "หน้าแรก"))  # fmt: skip
SECTIONS = frozenset(
    """
    news|world|world news|uk|u.s|us|usa|europe|asia|africa|americas|middle east|international|national|local|politics
    |business|economy|money|markets|companies|finance|opinion|comment|analysis|sport|sports|culture
    |arts|entertainment|lifestyle|life|travel|food|health|science|environment|climate|technology|tech
    |education|weather|video|videos|audio|podcasts|photos|live|jobs|obituaries|classifieds|events|puzzles|crosswords
    |local news|horoscope|stars|showbiz|football|crime|courts|farming|shipping|insurance|liability|public finance
    |fleets|routes|industry|people|magazine|weekend|city|region|country
    |sucesos|economía|deportes|cultura|política|mundo|nacional|sociedad
    |politik|wirtschaft|sport|kultur|lokales|panorama|meinung
    |politique|économie|société|faits divers|monde|sports
    |economia|esportes|desporto|sociedade|nieuws|binnenland|buitenland
    |новости|главное|политика|экономика|общество|в мире|мир|россия|происшествия|спорт|культура
    |наука|технологии|бизнес|мнения|здоровье|авто|недвижимость|финансы|регионы|видео|фото
    |новини|головне|політика|економіка|суспільство|світ|у світі|україна|культура|наука|здоров'я
    |технології|бізнес|війна|події|думки|відео|регіони
    |ειδήσεις|πολιτική|οικονομία|κόσμος|ελλάδα|κοινωνία|αθλητισμός|αθλητικά|σπορ|πολιτισμός|υγεία
    |απόψεις|τεχνολογία|επιστήμη|διεθνή|επικαιρότητα|περιβάλλον|παιδεία|κύπρος
    |أخبار|الأخبار|سياسة|اقتصاد|رياضة|ثقافة|محليات|عربي|دولي|العالم|منوعات|رأي|مقالات|صحة|علوم
    |تكنولوجيا|فن|مجتمع|فيديو|آخر الأخبار|الرياضة|الاقتصاد|السياسة|الثقافة
    |חדשות|פוליטיקה|כלכלה|ספורט|תרבות|דעות|בעולם|בארץ|בריאות|טכנולוגיה|מדע|צרכנות|חינוך|אוכל
    |משפט|ביטחון|מבזקים|וידאו
    |سیاسی|اقتصادی|اجتماعی|ورزشی|فرهنگی|بین الملل|جهان|ایران|حوادث|علمی|فناوری|سلامت|سیاست|اقتصاد
    |ورزش|فرهنگ|جامعه|اخبار|استان ها|استان‌ها|بین‌الملل|چندرسانه‌ای|عکس|فیلم
    |देश|विदेश|दुनिया|राजनीति|खेल|मनोरंजन|बिज़नेस|बिजनेस|व्यापार|राज्य|शिक्षा|स्वास्थ्य|टेक|विज्ञान
    |धर्म|लाइफस्टाइल|क्रिकेट|वीडियो|राशिफल|समाचार|ताज़ा खबरें|ताजा खबरें|अपराध
    |新闻|国内|国际|财经|体育|娱乐|科技|社会|军事|评论|教育|健康|文化|汽车|房产|视频|图片|时政|地方|旅游
    |新聞|國內|國際|財經|體育|娛樂|社會|評論|兩岸|生活|地方|政治|經濟|即時|要聞|專題
    |ニュース|経済|スポーツ|社会|国際|エンタメ|科学|文化|教育|天気|地域|暮らし|オピニオン|社説|特集|動画|写真
    |速報|ビジネス|コラム|芸能
    |뉴스|정치|경제|사회|스포츠|국제|문화|연예|오피니언|사설|칼럼|지역|전국|세계|생활|과학|it|속보|포토|영상
    |ข่าว|การเมือง|เศรษฐกิจ|กีฬา|บันเทิง|ต่างประเทศ|สังคม|อาชญากรรม|ภูมิภาค|การศึกษา|สุขภาพ|ไลฟ์สไตล์
    |เทคโนโลยี|ข่าวล่าสุด|ข่าวด่วน|วิดีโอ
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)  # fmt: skip
