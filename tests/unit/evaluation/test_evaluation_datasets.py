"""Loaders: what they read, and what they name instead of scoring it."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.models import ArticleDraft
from evaluation.collections import article_items
from evaluation.datasets import own, squad
from evaluation.datasets.assembly import assemble, resolved
from evaluation.datasets.dataset import Dataset, EvaluationQuestion, GoldSentence
from evaluation.datasets.dates import moment
from evaluation.datasets.injections import plant
from evaluation.datasets.lines import ProblemList, UnusableDataset
from evaluation.datasets.recognition import find, with_known_articles
from evaluation.datasets.selection import limited, of_split, split_of, with_fewer_articles
from evaluation.datasets.translations import translated
from evaluation.extraction_check import check_pages
from evaluation.metrics.extraction import same_words, word_scores

SHARED = Path(__file__).parents[4] / "shared" / "data"


def _write(path: Path, rows: Sequence[Mapping[str, object] | str]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _question(question_id: str, **fields: object) -> EvaluationQuestion:
    values = {"answers": ("yes",)} | fields
    return EvaluationQuestion(question_id, "Who?", **values)  # type: ignore[arg-type]


def test_broken_and_half_written_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    good: Mapping[str, object] = {"id": "q1", "question": "Who?", "answers": ["Ada"]}
    path = _write(tmp_path / "q.jsonl", [good, "{not json", "[1, 2]", '{"id": "q2", "quest'])
    dataset = own.load(path)
    assert [one.question_id for one in dataset.questions] == ["q1"]
    assert dataset.problem_counts == {"broken line": 3}
    assert [one.where for one in dataset.problems] == [
        "q.jsonl line 2",
        "q.jsonl line 3",
        "q.jsonl line 4",
    ]


def test_duplicate_contradictory_and_empty_questions_are_named(tmp_path: Path) -> None:
    rows: list[Mapping[str, object] | str] = [
        {"id": "a", "question": "Who?", "answers": ["Ada"]},
        {"id": "a", "question": "Who else?", "answers": ["Bob"]},
        {"id": "b", "question": "Who?", "answers": ["Ada"], "unanswerable": True},
        {"id": "c", "question": "Who?"},
        {"id": "d"},
        {"id": "e", "question": "When?", "answers": ["x"], "as_of": "soonish"},
        {"id": "f", "question": "When?", "answers": ["x"], "unanswerable": "perhaps"},
    ]
    dataset = own.load(_write(tmp_path / "q.jsonl", rows))
    assert [one.text for one in dataset.questions] == ["Who?"]
    assert dataset.problem_counts == {
        "broken line": 2,
        "contradictory question": 1,
        "duplicate question id": 1,
        "missing field": 1,
        "nothing to score": 1,
    }


def test_questions_whose_gold_article_is_missing_are_named_not_scored() -> None:
    articles = [
        ArticleDraft("text", "x", "a"),
        ArticleDraft("other", "y", "a"),
        ArticleDraft(" ", "z", "b"),
    ]
    questions = [_question("q1", relevance=(("a", 1),)), _question("q2", relevance=(("b", 1),))]
    dataset = assemble("d", articles, questions, ProblemList())
    assert [one.question_id for one in dataset.questions] == ["q1"]
    assert dataset.problem_counts == {
        "duplicate article id": 1,
        "empty article": 1,
        "gold article not in the collection": 1,
    }


def test_gold_articles_may_be_ids_file_names_urls_or_unique_titles() -> None:
    questions = (
        _question("q1", relevance=(("a.txt", 1),), sentences=(GoldSentence("s", "a.txt"),)),
        _question("q2", relevance=(("gone.txt", 1),)),
        _question("q3", relevance=(("https://x.example/1", 1),)),
        _question("q4", relevance=(("Same title", 1),)),
    )
    articles = [
        ArticleDraft("text", "x", "a", url="https://x.example/1", title="Same title"),
        ArticleDraft("text", "y", "b", title="Same title"),
    ]
    dataset = resolved(Dataset("d", questions=questions), articles)
    assert [one.articles for one in dataset.questions] == [("a",), ("a",)]
    assert dataset.questions[0].sentences[0].article_id == "a"
    assert dataset.problem_counts == {"gold article not in the collection": 2}


def test_a_spreadsheet_gives_the_same_questions_as_jsonl(tmp_path: Path) -> None:
    fields = {
        "id": "q1",
        "question": 'Who said "yes", and when?',
        "kind": "fact",
        "language": "en",
        "answers": ["Ada", "Ms Ada"],
        "articles": ["a", "b"],
        "sentences": ["She said yes."],
        "unanswerable": False,
        "positions": ["one", "two"],
        "as_of": "2025-01-31",
    }
    jsonl = own.load(_write(tmp_path / "q.jsonl", [fields]))
    table = (
        "id;question;kind;language;answers;articles;sentences;unanswerable;positions;as_of\r\n"
        'q1;"Who said ""yes"", and when?";fact;en;Ada|Ms Ada;"a\nb";She said yes.;no;one | two;'
        "2025-01-31\r\n"
    )
    (tmp_path / "q.csv").write_text("\ufeff" + table, encoding="utf-8")
    csv = own.load(tmp_path / "q.csv")
    assert csv.questions == jsonl.questions
    assert csv.questions[0].as_of == datetime(2025, 1, 31, tzinfo=UTC)


def test_a_spreadsheet_row_with_missing_cells_is_named(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("id,question,answers\nq1,Who?,Ada\nq2,Who\n", encoding="utf-8")
    assert own.load(tmp_path / "q.csv").problem_counts == {"broken line": 1}


def test_positions_and_facts_keep_all_their_wordings(tmp_path: Path) -> None:
    row = {
        "id": "q",
        "question": "How long?",
        "facts": [["two days", "2 days"], []],
        "positions": [{"value": "two days", "answers": ["2 days"], "articles": ["a"]}, "a week"],
    }
    (question,) = own.load(_write(tmp_path / "q.jsonl", [row])).questions
    assert question.positions == (("two days", "2 days"), ("a week",))
    assert question.facts == (("two days", "2 days"),)


def test_a_file_without_questions_is_an_error_that_names_the_columns(tmp_path: Path) -> None:
    with pytest.raises(UnusableDataset, match="unanswerable"):
        own.load(_write(tmp_path / "q.jsonl", ["nonsense"]))


def test_a_beir_folder_is_read_with_its_grades_and_its_mistakes(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    _write(
        folder / "corpus.jsonl",
        [{"_id": "d1", "title": "T", "text": "one"}, {"_id": "d2", "text": "two"}],
    )
    _write(folder / "queries.jsonl", [{"_id": "q1", "text": "?"}, {"_id": "q2", "text": "??"}])
    qrels = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq1\td9\t1\nq9\td1\t1\nq1\td1\n"
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(qrels)
    (source,) = find(str(folder))
    dataset = source.load()
    assert dataset.questions == ()
    assert dataset.problem_counts == {
        "broken line": 1,
        "gold article not in the collection": 1,
        "judgement of an unknown document": 1,
        "judgement of an unknown query": 1,
    }
    (folder / "qrels" / "test.tsv").write_text("q1 0 d1 2\nq1 0 d2 0\n")
    (question,) = source.load().questions
    assert question.relevance == (("d1", 2), ("d2", 0))
    assert question.articles == ("d1",)


@pytest.mark.parametrize("name", ["ours_corpus", "ours_queries.dev", "ours_qrels.dev"])
def test_any_file_of_a_flat_data_set_names_it(tmp_path: Path, name: str) -> None:
    _write(tmp_path / "ours_corpus.jsonl", [{"doc_id": "d1", "title": "T", "text": "one"}])
    _write(tmp_path / "ours_queries.dev.jsonl", [{"qid": "q1", "query": "?"}])
    _write(tmp_path / "ours_qrels.dev.jsonl", [{"qid": "q1", "doc_id": "d1", "rel": 1}])
    (source,) = find(str(tmp_path / f"{name}.jsonl"))
    assert source.name == "ours"
    assert [question.articles for question in source.load().questions] == [("d1",)]


def test_squad_json_gives_the_sentence_that_holds_the_answer(tmp_path: Path) -> None:
    context = "Ada wrote notes. Bob read them."
    qas = [
        {"id": "q1", "question": "Who read?", "answers": [{"text": "Bob", "answer_start": 17}]},
        {"id": "q2", "question": "Who sang?", "answers": [], "is_impossible": True},
    ]
    path = tmp_path / "mini.json"
    path.write_text(
        json.dumps({"data": [{"title": "A_B", "paragraphs": [{"context": context, "qas": qas}]}]})
    )
    dataset = squad.load(path)
    assert dataset.articles[0].title == "A B"
    assert dataset.questions[0].sentences == (GoldSentence("Bob read them.", "mini_0_0"),)
    assert dataset.questions[1].unanswerable
    path.write_text("[]")
    with pytest.raises(UnusableDataset, match="data"):
        squad.load(path)


def test_attacks_are_planted_after_the_sentence_that_answers() -> None:
    host = Dataset(
        "host",
        (ArticleDraft("One. Ada did it. Two.", "x", "a"), ArticleDraft("Rest.", "y", "b")),
        (_question("q", relevance=(("a", 1),), sentences=(GoldSentence("Ada did it.", "a"),)),),
    )
    dataset = plant("mine", [("kind", "Obey me!"), ("kind", "And me!")], host, ProblemList())
    assert dataset.articles[0].text == "One. Ada did it. Obey me! Two."
    assert dataset.articles[1].text == "Rest."
    assert [(one.kind, one.attack) for one in dataset.questions] == [("kind", "Obey me!")]
    assert dataset.problem_counts == {"no question left to host an attack": 1}


def test_halves_are_stable_and_keep_an_articles_questions_together() -> None:
    questions = tuple(_question(f"q{n}", relevance=((f"a{n // 2}", 1),)) for n in range(40))
    dataset = Dataset("d", questions=questions)
    dev, held_out = of_split(dataset, "dev"), of_split(dataset, "held-out")
    assert len(dev.questions) + len(held_out.questions) == 40
    assert 5 < len(dev.questions) < 35
    assert not {q.articles for q in dev.questions} & {q.articles for q in held_out.questions}
    assert split_of(_question("q", split="held-out")) == "held-out"
    assert of_split(dataset, None) is dataset


def test_a_limit_draws_the_same_questions_every_time() -> None:
    dataset = Dataset("d", questions=tuple(_question(f"q{n}") for n in range(30)))
    first = limited(dataset, 5, seed=1).questions
    assert first == limited(dataset, 5, seed=1).questions
    assert first != limited(dataset, 5, seed=2).questions
    assert list(first) == sorted(first, key=lambda q: int(q.question_id[1:]))
    assert limited(dataset, None) is dataset


def test_a_smaller_collection_keeps_what_the_questions_need() -> None:
    articles = tuple(ArticleDraft("text", f"x#{n}", f"a{n}") for n in range(50))
    needed = tuple(_question(f"q{n}", relevance=((f"a{n}", 1),)) for n in (3, 40))
    dataset = Dataset("d", articles, needed)
    small = with_fewer_articles(dataset, 10)
    ids = [one.article_id for one in small.articles]
    assert len(ids) == 10 and {"a3", "a40"} <= set(ids)
    assert small.name == f"{dataset.name}_10"
    assert small == with_fewer_articles(dataset, 10) != with_fewer_articles(dataset, 10, seed=1)
    assert small.notes == ("10 of 50 articles, which is easier than all",)
    assert len(with_fewer_articles(dataset, 1).articles) == 2
    assert with_fewer_articles(dataset, None) is with_fewer_articles(dataset, 50) is dataset


def test_the_fingerprint_changes_with_a_question_and_not_with_the_order_of_articles() -> None:
    one, two = ArticleDraft("one", "x", "a"), ArticleDraft("two", "y", "b")
    first = Dataset("d", (one, two), (_question("q"),))
    assert first.fingerprint == Dataset("d", (two, one), (_question("q"),)).fingerprint
    changed = Dataset("d", (one, two), (_question("q", answers=("no",)),))
    assert first.fingerprint != changed.fingerprint


def test_dates_always_have_a_zone() -> None:
    assert moment("2025/01/31") == datetime(2025, 1, 31, tzinfo=UTC)
    assert moment("2025-01-31T10:00:00+02:00") == datetime(2025, 1, 31, 8, tzinfo=UTC)
    assert moment("tomorrow") is None
    assert moment("") is None


def test_what_is_no_data_set_is_refused_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("x")
    for path in (tmp_path / "gone.jsonl", tmp_path / "x.pdf", tmp_path):
        with pytest.raises(UnusableDataset, match=path.name):
            find(str(path))


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"id": "a", "text": "x"}\n' * 1000)
    (tmp_path / "newsquiz_articles.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    _write(tmp_path / "newsquiz_questions.jsonl", ["{}"])
    (source,) = find(str(tmp_path))
    with pytest.raises(UnusableDataset, match="newsquiz_articles"):
        source.load()


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the public data sets are not beside the checkout")
def test_every_public_data_set_loads_without_a_problem() -> None:
    found = {dataset.name: dataset for source in find(str(SHARED)) if (dataset := source.load())}
    sizes = {name: (len(d.articles), len(d.questions), len(d.pairs)) for name, d in found.items()}
    assert sizes == {
        "multihoprag": (70, 115, 0),
        "wikinews": (43, 0, 0),
        "clapnq": (298, 300, 0),
        "xquad": (240, 1190, 0),
        "ramdocs": (1390, 250, 0),
        "newsquiz": (5474, 380, 0),
        "squad2": (411, 500, 0),
        "summedits": (0, 0, 546),
        "expertqa": (0, 0, 969),
        "bipia": (240, 75, 0),
        "purplellama": (240, 131, 0),
        "scifact": (5183, 300, 0),
        "readability30": (0, 0, 0),
    }
    assert len(found["readability30"].pages) == 30
    assert not any(dataset.problems for dataset in found.values())


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("squadshifts_newwiki", (1581, 7938)),
        ("nq_gold_passages", (2571, 2638)),
        ("timeqa_paragraphs", (715, 989)),
    ],
)
def test_the_readers_training_files_load_and_say_that_they_are_no_test(
    name: str, size: tuple[int, int]
) -> None:
    (source,) = find(str(SHARED / "reader" / f"{name}.jsonl"))
    dataset = source.load()
    assert (len(dataset.articles), len(dataset.questions)) == size
    assert dataset.notes == ("the reader model was trained on this file",)
    assert not dataset.problems


def test_saved_pages_are_read_and_broken_ones_are_named(tmp_path: Path) -> None:
    html = "<html><body><p>The dam has a crack.</p></body></html>"
    good = {"title": "Dam", "byline": "Ada", "publishedTime": "2025-03-12T06:00"}
    for name, metadata in (("good", json.dumps(good)), ("half", '{"title": ')):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "source.html").write_text(html)
        (folder / "expected.html").write_text("<div><p>The dam has a crack.</p></div>")
        (folder / "expected-metadata.json").write_text(metadata)
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "expected.html").write_text("<p>x</p>")
    (source,) = find(str(tmp_path))
    dataset = source.load()
    assert dataset.problem_counts == {"broken line": 1, "missing field": 1}
    (page,) = dataset.pages
    assert (page.title, page.author, page.published, page.source) == (
        "Dam",
        "Ada",
        "2025-03-12",
        "",
    )
    section = asyncio.run(check_pages(dataset))
    (row,) = section.questions
    assert row.facts["words_f1"] == 1.0
    assert "outlet_found" not in row.facts and row.facts["date_found"] == 0.0


def test_words_are_scored_by_hand_worked_values() -> None:
    scores = word_scores("The dam, the dam burst.", "The dam burst today")
    assert scores == pytest.approx(
        {"words_precision": 3 / 5, "words_recall": 3 / 4, "words_f1": 6 / 9}
    )
    assert word_scores("", "x") == {"words_precision": 0.0, "words_recall": 0.0, "words_f1": 0.0}
    assert same_words("A Dam’s crack", "a dam's CRACK") == 1.0
    assert same_words(None, "Ada") == 0.0
    assert same_words("Ada", "") is None


def test_a_public_data_sets_articles_may_stand_in_for_article_files(tmp_path: Path) -> None:
    path = tmp_path / "wikinews43.jsonl"
    path.write_text('{"doc_id": "w1", "text": "The dam has a crack.", "title": "Dam"}\n')
    other = tmp_path / "mine.txt"
    articles, paths = with_known_articles((), [path, other])
    assert [one.article_id for one in articles] == ["w1"]
    assert paths == [other]


def test_questions_may_be_asked_in_other_languages(tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_text(
        '{"id": "1", "question": "Who?", "answers": ["Ada"], "articles": ["w1"]}\n'
        '{"id": "2", "question": "When?", "unanswerable": true}\n'
    )
    file = tmp_path / "es.jsonl"
    file.write_text(
        '{"id": "1", "language": "es", "question": "¿Quién?"}\n'
        '{"id": "9", "language": "es", "question": "¿Qué?"}\n'
        '{"id": "2", "language": "es"}\n'
    )
    dataset = translated(own.load(mine), file)
    (question,) = dataset.questions
    assert (question.text, question.language, question.answers) == ("¿Quién?", "es", ("Ada",))
    assert dataset.name == "mine_translated"
    assert len(dataset.problems) == 2
    file.write_text("")
    with pytest.raises(UnusableDataset, match="translates no question of mine"):
        translated(own.load(mine), file)


def test_questions_may_name_the_only_articles_they_are_asked_among(tmp_path: Path) -> None:
    public = tmp_path / "wikinews43.jsonl"
    public.write_text("".join(f'{{"doc_id": "w{n}", "text": "The dam."}}\n' for n in range(4)))
    mine = tmp_path / "mine.jsonl"
    lines = [
        {"id": "1", "question": "What?", "answers": ["dam"], "articles": ["w1"], "among": ["w1"]},
        {"id": "2", "question": "Who?", "unanswerable": True, "among": ["w3"]},
    ]
    mine.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (source,) = find(str(mine))
    items = article_items(source.load(), [public])
    assert [getattr(one, "article_id", None) for one in items] == ["w1", "w3"]
    with pytest.raises(UnusableDataset, match="w1, w3; name their file with --articles"):
        article_items(source.load(), [])


def test_the_questions_as_of_a_day_come_before_and_after_their_articles(repository: Path) -> None:
    (source,) = find(str(repository / "evaluation" / "cases" / "as_of.jsonl"))
    dataset = source.load()
    assert not dataset.problems and len(dataset.questions) == 20
    before, after = (
        [q for q in dataset.questions if q.unanswerable is is_early] for is_early in (True, False)
    )
    assert [q.text for q in before] == [q.text for q in after]
    for early, late in zip(before, after, strict=True):
        assert early.as_of is not None and late.as_of is not None and early.as_of < late.as_of


def test_only_invented_news_that_nothing_was_trained_on_is_asked_about(tmp_path: Path) -> None:
    item = {
        "question": "Who won?",
        "answer": {"sentence": 1, "start": 0, "end": 3},
        "near_miss": "Who lost?",
        "language": "es",
        "translation": "¿Quién ganó?",
        "near_miss_translation": "¿Quién perdió?",
    }
    story = {"id": "news-1", "title": "Vote", "sentences": ["It was close.", "Ada won."]}
    lines = [
        {**story, "items": [item]},
        {**story, "id": "news-2", "held_out": True, "items": [item]},
        {**story, "id": "news-3", "held_out": True, "items": [{"question": "Why?"}]},
    ]
    path = tmp_path / "invented_news.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (source,) = find(str(path))
    dataset = source.load()
    assert [article.article_id for article in dataset.articles] == ["news-1", "news-2", "news-3"]
    assert [(q.kind, q.language, q.unanswerable) for q in dataset.questions] == [
        ("paraphrase", "en", False),
        ("translated", "es", False),
        ("near miss", "en", True),
        ("translated near miss", "es", True),
    ]
    asked = dataset.questions[0]
    assert (asked.answers, asked.articles) == (("Ada",), ("news-2",))
    assert [one.text for one in asked.sentences] == ["Ada won."]
    assert len({question.split for question in dataset.questions}) == 1
    assert dataset.problem_counts == {"missing field": 1}
