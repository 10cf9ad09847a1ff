"""What was written for training: read, placed, and used in groups of windows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.examples import Answer, Example, near_miss_id, read_lines
from reader.windows import GroupMaker
from reader.written import (
    FOLDER,
    read_held_out_news,
    read_question_pairs,
    read_statement_pairs,
    read_written,
    read_yes_no,
)

SENTENCES = (
    "The council of Ostmark voted on Monday.",
    "Nine of its members chose the older plan.",
    "Work begins next spring.",
)
VOTED = (Answer(0, 32, 38, "Monday"),)
PLAIN = Example("p1", "pool", "doc", "Ostmark", "When did it vote?", SENTENCES, VOTED)
OTHER = Example("p2", "pool", "other", "Velm", "Where?", ("The ferry sails from Velm.",), ())
ITEM = {
    "question": "How many councillors backed it?",
    "answer": {"sentence": 1, "start": 0, "end": 4},
    "near_miss": "How many councillors rejected it?",
    "unsaid_at": [[21, 29]],
    "language": "es",
    "translation": "¿Cuántos concejales lo apoyaron?",
    "statements": [
        {"text": "It will start in spring.", "wrong": "It started in spring.", "wrong_at": [3, 10]}
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one item about a paragraph, one about an unknown one, and one news story."""
    lines = [{"about": "p1", **ITEM}, {"about": "gone", **ITEM}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (tmp_path / "paragraphs.jsonl").write_text(text)
    story = {
        "id": "news-1",
        "title": "Vote",
        "sentences": [*SENTENCES, "It rained."],
        "items": [ITEM],
    }
    (tmp_path / "invented_news.jsonl").write_text(json.dumps(story) + "\n")
    return tmp_path


def test_an_item_is_a_question_that_is_answered_and_one_that_is_not(folder: Path) -> None:
    asked, near, news, _ = read_written([PLAIN], folder)
    assert asked.sentences == SENTENCES
    assert asked.answers == (Answer(1, 0, 4, "Nine"),)
    assert asked.translations == ("¿Cuántos concejales lo apoyaron?",)
    assert near.answers == ()
    assert [near.question[low:high] for low, high in near.unsaid or ()] == ["rejected"]
    assert (news.pool, news.document) == ("invented_news", "news-1")


def test_some_news_is_only_tested_with(folder: Path) -> None:
    lines = [json.loads(line) for line in (folder / "invented_news.jsonl").read_text().splitlines()]
    lines.append({**lines[0], "id": "news-2", "held_out": True})
    (folder / "invented_news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    trained = {example.document for example in read_written([PLAIN], folder)}
    assert trained == {"doc", "news-1"}
    assert {example.document for example in read_held_out_news(folder)} == {"news-2"}


def test_a_written_near_miss_is_a_rival_and_its_unsaid_words_are_known(folder: Path) -> None:
    examples = [PLAIN, *read_written([PLAIN], folder), OTHER]
    maker = GroupMaker(examples, rivals=2, seed=1)
    asked = examples[1]
    rivals = [window for _ in range(40) for window in maker.make_group(asked)[1:]]
    found = [window for window in rivals if window.question.casefold().find("rejected") > 0]
    assert found
    for window in found:
        assert not window.relevant
        assert [window.question[low:high] for low, high in window.changed or ()] == ["rejected"]


def test_a_question_is_at_times_asked_in_another_language(folder: Path) -> None:
    asked = read_written([PLAIN], folder)[0]
    maker = GroupMaker([PLAIN, asked, OTHER], rivals=1, seed=1)
    questions = {maker.make_group(asked)[0].question for _ in range(60)}
    assert "¿Cuántos concejales lo apoyaron?" in questions
    assert "How many councillors backed it?" in questions


def test_no_rival_is_in_another_language_than_its_question(folder: Path) -> None:
    near = {"near_miss_translation": "¿Cuántos concejales lo rechazaron?"}
    line = json.dumps({"about": "p1", **ITEM, **near})
    (folder / "paragraphs.jsonl").write_text(line + "\n")
    examples = [PLAIN, *read_written([PLAIN], folder), OTHER]
    maker = GroupMaker(examples, rivals=2, seed=1)
    groups = [maker.make_group(examples[1]) for _ in range(120)]
    asked: dict[str, set[str]] = {}
    for first, *rivals in groups:
        asked.setdefault(first.question, set()).update(rival.question for rival in rivals)
    spanish, english = asked["¿Cuántos concejales lo apoyaron?"], asked[examples[1].question]
    assert "¿Cuántos concejales lo rechazaron?" in spanish
    assert all(question.startswith("¿") for question in spanish)
    assert not any(question.startswith("¿") for question in english)


def test_an_item_may_be_asked_in_english_only(folder: Path) -> None:
    plain = {key: ITEM[key] for key in ("question", "answer", "near_miss", "unsaid_at")}
    (folder / "paragraphs.jsonl").write_text(json.dumps({"about": "p1", **plain}) + "\n")
    asked = read_written([PLAIN], folder)[0]
    assert (asked.translations, asked.statements) == ((), ())


@pytest.mark.parametrize("end", [5, 400])
def test_an_answer_outside_its_sentence_makes_no_question(folder: Path, end: int) -> None:
    broken = {**ITEM, "answer": {"sentence": 3 if end == 5 else 1, "start": 0, "end": end}}
    (folder / "paragraphs.jsonl").write_text(json.dumps({"about": "p1", **broken}) + "\n")
    assert next(one.id for one in read_written([PLAIN], folder)).endswith("-near")


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    assert read_written([PLAIN], tmp_path / "none") == []


def test_what_ships_is_well_formed() -> None:
    stories = list(read_lines(FOLDER / "invented_news.jsonl"))
    items = list(read_lines(FOLDER / "paragraphs.jsonl"))
    for item in [*items, *(one for story in stories for one in story["items"])]:
        assert item["question"] and item.get("translation") != ""
        marked = item.get("unsaid_at", ())
        assert all(0 <= low < high <= len(item["near_miss"]) for low, high in marked)
        for one in item.get("statements", ()):
            low, high = one["wrong_at"]
            assert one["text"] != one["wrong"] and 0 <= low < high <= len(one["wrong"])
    for story in stories:
        for item in story["items"]:
            answer = item["answer"]
            assert story["sentences"][answer["sentence"]][answer["start"] : answer["end"]].strip()
    for record in read_lines(FOLDER / "statement_pairs.jsonl"):
        assert record["about"] and all(one["text"] != one["wrong"] for one in record["statements"])
    for record in read_lines(FOLDER / "question_pairs.jsonl"):
        assert record["about"] and record["questions"]
        for one in record["questions"]:
            assert one["question"] != one["near_miss"] and ("answer" in one or one["sentences"])


def test_a_statement_pair_is_about_a_paragraph_or_a_news_passage(folder: Path) -> None:
    told = {"text": "It will start in spring.", "wrong": "It started in spring.", "kind": 4}
    lines = [
        {"about": "p1", "statements": [told]},
        {"about": "news-1", "statements": [told]},
        {"about": "gone", "statements": [told]},
        {"about": "p2", "statements": [told], "held_out": True},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "statement_pairs.jsonl").write_text(text)
    examples = [PLAIN, OTHER, *read_written([PLAIN], folder)]
    pairs = list(read_statement_pairs(examples, folder))
    assert [about.document for about, _ in pairs] == ["doc", "news-1"]
    statement = pairs[0][1]
    low, high = statement.wrong_at
    assert statement.wrong[low:high] == "started"
    held = list(read_statement_pairs(examples, folder, held_out=True))
    assert [about.id for about, _ in held] == ["p2"]


def test_a_near_miss_without_marks_says_nothing_of_its_words(tmp_path: Path) -> None:
    item = {key: value for key, value in ITEM.items() if key != "unsaid_at"}
    (tmp_path / "paragraphs.jsonl").write_text(json.dumps({"about": "p1", **item}) + "\n")
    (tmp_path / "invented_news.jsonl").write_text("")
    _, near = read_written([PLAIN], tmp_path)
    assert near.unsaid is None


def test_an_open_question_is_answered_by_whole_sentences_a_quiz_question_by_words(
    folder: Path,
) -> None:
    questions = [
        {"question": "how it began", "sentences": [1, 0], "near_miss": "how it ended"},
        {"question": "Who?", "sentence": 1, "answer": SENTENCES[1][:4], "near_miss": "Why?"},
        {"question": "Where?", "sentence": 0, "answer": "nowhere in it", "near_miss": "When?"},
    ]
    lines = [{"about": "p1", "questions": questions}, {"about": "gone", "questions": questions}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "question_pairs.jsonl").write_text(text)
    told, ended, who, why = read_question_pairs([PLAIN, OTHER], folder)
    assert [answer.text for answer in told.answers] == [SENTENCES[1], SENTENCES[0]]
    assert (told.is_open, ended.is_open, who.is_open, why.is_open) == (True, True, False, False)
    assert who.answers[0].text == SENTENCES[1][:4]
    assert (ended.question, ended.answers, ended.id) == ("how it ended", (), near_miss_id(told.id))
    assert list(read_question_pairs([PLAIN], folder, held_out=True)) == []


def test_a_yes_or_no_question_is_two_statements_of_which_the_wrong_one_is_second(
    tmp_path: Path,
) -> None:
    questions = [
        {"question": "Did it vote?", "sentence": 0, "answer": "voted", "near_miss": "Did it eat?"},
        {"question": "Has work begun?", "sentence": 2, "answer": "next", "near_miss": "Has it?"},
    ]
    for asked, is_so in zip(questions, (True, False), strict=True):
        asked["yes"] = is_so
    line = json.dumps({"about": "p1", "questions": questions})
    (tmp_path / "question_pairs.jsonl").write_text(line + "\n")
    voted, begun = (told for _, told in read_yes_no([PLAIN], tmp_path))
    assert (voted.text, voted.wrong) == ("Yes, it vote.", "No, not it vote.")
    assert voted.wrong[slice(*voted.wrong_at)] == "No, not"
    assert (begun.text, begun.support) == ("No, not work begun.", 2)
