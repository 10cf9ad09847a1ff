from __future__ import annotations

from datetime import UTC, datetime
from math import log
from pathlib import Path
from shutil import copy, copytree, rmtree

import pytest

from corpus.errors import StorageUnavailable
from corpus.keywords import KeywordIndex
from corpus.models import Filters, PassageId
from tests.fakes.records import record

EARLY, MIDDLE, LATE = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2, 3))


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    return KeywordIndex(tmp_path / "keywords")


def found(index: KeywordIndex, query: str, **options: object) -> list[str]:
    hits = index.search(query, **{"top_k": 10, **options})  # type: ignore[arg-type]
    return [hit.passage_id for hit in hits]


def test_scores_are_those_of_bm25(index: KeywordIndex) -> None:
    texts = {"a": "harbour bridge", "b": "bridge bridge valley market", "c": "market stalls"}
    index.replace([record(name, text) for name, text in texts.items()])
    scores = {hit.passage_id: hit.score for hit in index.search("bridge", top_k=5)}
    rarity = log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    mean = (2 + 4 + 2) / 3
    for name, count, length in (("a", 1, 2), ("b", 2, 4)):
        weight = count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / mean))
        assert scores[PassageId(name)] == pytest.approx(rarity * weight, rel=1e-4)
    assert set(scores) == {"a", "b"}


def test_rare_words_weigh_more_than_common_ones(index: KeywordIndex) -> None:
    common = [record(f"common-{number}", "council meets again") for number in range(9)]
    index.replace([*common, record("rare", "ferry council")])
    assert found(index, "council ferry", top_k=1) == ["rare"]


def test_words_match_by_stem_and_without_accents(index: KeywordIndex) -> None:
    index.replace([record("a", "The Khürelsükh ministers voted."), record("b", "Nothing else.")])
    assert found(index, "KHURELSUKH minister voting") == ["a"]


def test_a_query_is_stemmed_in_each_language_of_the_collection(index: KeywordIndex) -> None:
    index.replace([record("fr", "Les négociations continuent.", language="fr")])
    assert found(index, "négociation", languages={"en", "fr"}) == ["fr"]


def test_the_header_is_searched_too(index: KeywordIndex) -> None:
    index.replace([record("a", "It was shut.", header="Bridge | Herald"), record("b", "Shut.")])
    assert found(index, "herald") == ["a"]


def test_ties_come_in_the_order_of_ids(index: KeywordIndex) -> None:
    index.replace([record(name, "harbour bridge") for name in ("c", "a", "d", "b")])
    assert found(index, "bridge") == ["a", "b", "c", "d"]


@pytest.mark.parametrize("query", ["", "?!", 'AND (source:"x" OR', "bridge:* ~2 ^4 [a TO b]"])
def test_no_query_is_an_operator_or_an_error(index: KeywordIndex, query: str) -> None:
    index.replace([record("a", "harbour bridge")])
    assert found(index, query) in ([], ["a"])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["early", "late", "undated"]),
        (Filters(sources=("Herald",)), ["early"]),
        (Filters(sources=("Herald", "The Courier & Sons")), ["early", "late"]),
        (Filters(sources=("herald",)), []),
        (Filters(languages=("fr",)), ["late"]),
        (Filters(published_from=MIDDLE), ["late"]),
        (Filters(published_from=EARLY, published_to=LATE), ["early"]),
        (Filters(published_to=EARLY), []),
        (Filters(available_until=MIDDLE), ["early", "undated"]),
        (Filters(available_until=EARLY), ["early"]),
        (Filters(sources=("Herald",), languages=("fr",)), []),
        (Filters(languages=("en",)).as_of(EARLY), ["early"]),
    ],
)
def test_filters_hold(index: KeywordIndex, filters: Filters, expected: list[str]) -> None:
    text = "harbour bridge"
    index.replace(
        [
            record("early", text, source="Herald", available_at=EARLY, published_at=EARLY),
            record(
                "late",
                text,
                source="The Courier & Sons",
                language="fr",
                available_at=LATE,
                published_at=LATE,
            ),
            record("undated", text, language=None, available_at=MIDDLE),
        ]
    )
    assert found(index, "bridge", filters=filters, languages=("en", "fr")) == expected


def test_filters_do_not_change_scores(index: KeywordIndex) -> None:
    index.replace([record("a", "harbour bridge", source="Herald"), record("b", "bridge")])
    free = {hit.passage_id: hit.score for hit in index.search("bridge", top_k=5)}
    (filtered,) = index.search("bridge", top_k=5, filters=Filters(sources=("Herald",)))
    assert filtered.score == pytest.approx(free[PassageId("a")])


def test_adds_and_deletes_survive_reopening(tmp_path: Path) -> None:
    folder = tmp_path / "keywords"
    first = KeywordIndex(folder)
    first.replace([record("a", "bridge"), record("b", "bridge"), record("c", "bridge")])
    first.replace([record("a", "valley")], [PassageId("b"), PassageId("unknown")])
    again = KeywordIndex(folder)
    assert again.passage_ids() == {"a", "c"}
    assert (found(again, "bridge"), found(again, "valley")) == (["c"], ["a"])
    assert again.count() == 2


def test_an_open_index_sees_what_another_one_commits(tmp_path: Path) -> None:
    reader = KeywordIndex(tmp_path / "keywords")
    KeywordIndex(tmp_path / "keywords").replace([record("a", "bridge")])
    assert found(reader, "bridge") == ["a"]


def test_rarities_fall_with_the_number_of_passages_that_hold_a_term(index: KeywordIndex) -> None:
    index.replace([record("a", "bridge harbour"), record("b", "bridge"), record("c", "valley")])
    common, rare, unknown = index.rarities([("bridg",), ("valley", "none"), ("none",)])
    assert common == pytest.approx(log(1 + 1.5 / 2.5))
    assert rare == pytest.approx(log(1 + 2.5 / 1.5))
    assert unknown == index.rarity_of_the_unknown() == pytest.approx(log(1 + 3.5 / 0.5))


def test_it_knows_a_word_that_any_passage_holds(index: KeywordIndex) -> None:
    index.replace([record("a", "bridge")])
    assert index.knows(["none", "bridg"])
    assert not index.knows(["none"])
    assert not index.knows([])


def test_an_empty_index_finds_nothing(index: KeywordIndex) -> None:
    assert found(index, "bridge") == []
    assert (index.passage_ids(), index.count()) == (set(), 0)


def test_a_damaged_folder_names_the_doctor(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.replace([record("a", "bridge")])
    (meta,) = tmp_path.rglob("meta.json")
    meta.write_text("nonsense", encoding="utf-8")
    for broken in (lambda: KeywordIndex(tmp_path), lambda: found(index, "bridge"), index.count):
        with pytest.raises(StorageUnavailable, match=r"keyword index.*dateline doctor --repair"):
            broken()


@pytest.mark.parametrize("kind", ["term", "idx", "store", "fast", "fieldnorm"])
def test_a_truncated_file_names_the_doctor(tmp_path: Path, kind: str) -> None:
    KeywordIndex(tmp_path).replace([record("a", "bridge")])
    (file,) = tmp_path.rglob(f"*.{kind}")
    file.write_bytes(file.read_bytes()[:-8])
    with pytest.raises(StorageUnavailable, match="dateline doctor --repair"):
        found(KeywordIndex(tmp_path), "bridge")


def test_a_folder_that_vanished_is_said_so(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path / "keywords")
    rmtree(tmp_path / "keywords")
    with pytest.raises(StorageUnavailable, match="cannot be read"):
        found(index, "bridge")
    with pytest.raises(StorageUnavailable, match="cannot be written"):
        index.replace([record("a", "bridge")])


def test_a_discarded_index_is_empty(tmp_path: Path) -> None:
    KeywordIndex(tmp_path / "keywords").replace([record("a", "bridge")])
    KeywordIndex.discard(tmp_path / "keywords")
    assert KeywordIndex(tmp_path / "keywords").count() == 0


def test_what_a_killed_commit_left_is_no_hindrance_to_the_next(tmp_path: Path) -> None:
    written, killed = tmp_path / "written", tmp_path / "killed"
    KeywordIndex(written).replace([record("a", "bridge"), record("b", "harbour")])
    copytree(written, killed)
    KeywordIndex(killed).replace([], [PassageId("a")])
    # The index of before the commit, with the files that the commit had written when it was killed.
    for path in killed.rglob("*"):
        if path.suffix == ".del" or path.name == ".managed.json":
            copy(path, written / path.relative_to(killed))
    KeywordIndex(written).replace([], [PassageId("a")])
    assert found(KeywordIndex(written), "bridge harbour") == ["b"]
