"""Bytes to text: a wrong code page is worse than a file that is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.models import ArticleDraft
from indexer.extraction.decoding import decode
from indexer.sources import Failure, read_sources

TEXT = "The harbour of Ostby was closed on Sunday because of ice, the coast guard said."


@pytest.mark.parametrize(
    "text",
    [
        "The café of Zoë Lund in Malmö reopened on Monday, said her brother.",
        "Landlord Jörn Way said that a pint would cost £3.50 from Monday.",
        "El Niño brought rain to the coast in May, the weather office said.",
        "The mill’s owner won.",
        "A naïve plan.",
    ],
)
def test_single_letters_within_latin_words_are_western(text: str) -> None:
    line = json.dumps({"id": "1", "text": text}, ensure_ascii=False)
    for whole in (text, line):
        assert decode(whole.encode("cp1252")) == whole


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Prezydent przyleciał w niedzielę, żeby rozmawiać o granicy."),
        ("cp1254", "Başbakan pazartesi günü köprünün kapatılacağını söyledi."),
        ("koi8-r", "Президент прибыл в понедельник в Улан-Батор с визитом."),
        ("cp1253", "Ο πρωθυπουργός έφτασε τη Δευτέρα στην Αθήνα για επίσκεψη."),
        ("cp1255", "הנשיא הגיע ביום שני לבירה לביקור בן יומיים, אמר הדובר."),
        ("cp1256", "وصل الرئيس يوم الاثنين إلى العاصمة في زيارة تستمر يومين."),
        ("shift_jis", "大統領は月曜日、二日間の訪問のため首都に到着した。"),
        ("gb18030", "总统星期一抵达首都，进行为期两天的访问。"),
    ],
)
def test_another_code_page_is_read_where_its_language_tells(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("damage", [b"two bytes \xda\xd7 of the harbour", b"caf\xc3\xa9 no \xff"])
def test_a_few_bytes_of_no_word_are_not_taken_for_another_script(
    tmp_path: Path, damage: bytes
) -> None:
    lines = b'{"id": "1", "text": "The story of %b."}\n{"id": "2", "text": "%b"}\n' % (
        damage,
        TEXT.encode(),
    )
    (tmp_path / "a.jsonl").write_bytes(lines)
    failure, draft = read_sources([tmp_path / "a.jsonl"])
    assert isinstance(failure, Failure)
    assert (failure.line, "save it as UTF-8" in failure.reason) == (1, True)
    assert isinstance(draft, ArticleDraft)
