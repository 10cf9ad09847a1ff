"""A writer's post is neither an outlet nor a part of the writer's name."""

from __future__ import annotations

import pytest

from indexer.extraction.bylines import read_byline
from indexer.extraction.outlets import is_outlet
from indexer.extraction.plain_text import read_plain_text
from indexer.extraction.posts import is_post, split_post

TITLE = "Swing bridge at Ostby shut for nine weeks"
LEAD = "The swing bridge at Ostby will be shut for nine weeks, the harbour office said on Monday."
CLOSE = "Its bearings, put in when the bridge was built in 1931, have worn out, engineers found."

ENGLISH = (
    "Senior Reporter", "Crime Reporter", "Chief Reporter", "Local Democracy Reporter",
    "Education and Families Reporter", "Staff Writer", "Chief Football Writer", "Political Editor",
    "North of England Editor", "Health Correspondent", "Midlands Correspondent", "Data Journalist",
    "Rome Bureau Chief", "Council reporter", "Senior Political Correspondent in Westbury",
)  # fmt: skip
ABROAD = {
    "Por": ("Redactora jefa", "Corresponsal en Roma", "Redactora de Economía", "Periodista",
            "Enviada especial a Kiev", "Repórter especial", "Editora de Política", "Jornalista"),
    "Par": ("Journaliste", "Journaliste politique", "Grand reporter", "Correspondante à Rome",
            "Envoyée spéciale à Kyiv", "Cheffe du service politique"),
    "Von": ("Redakteurin", "Politikredakteurin", "Redakteurin Wirtschaft", "Freier Journalist",
            "Korrespondentin in Rom", "Chefreporterin", "Leiterin der Lokalredaktion"),
}  # fmt: skip
POSTS = [("By", post) for post in ENGLISH] + [
    (m, post) for m, all_ in ABROAD.items() for post in all_
]


@pytest.mark.parametrize(("mark", "post"), POSTS)
@pytest.mark.parametrize(
    "form",
    ["{mark} Ada Brine {post}", "{mark} Ada Brine\n{post}", "{mark} Ada Brine, {post}",
     "{mark} Ada Brine | {post}", "{mark} Ada Brine and Bo Lees, {post}", "Ada Brine\n{post}"],
)  # fmt: skip
def test_a_post_beside_a_writer_is_no_name(mark: str, post: str, form: str) -> None:
    head = form.format(mark=mark, post=post)
    page = read_plain_text(f"{TITLE}\n{head}\n9 March 2026\n\n{LEAD}\n\n{CLOSE}")
    assert (page.title, page.outlet, page.text) == (TITLE, None, f"{LEAD}\n\n{CLOSE}")
    assert page.author == ("Ada Brine and Bo Lees" if "Lees" in head else "Ada Brine")
    assert page.published_at is not None


@pytest.mark.parametrize(
    ("head", "author", "outlet"),
    [
        ("BY ADA BRINE SENIOR REPORTER", "Ada Brine", None),
        ("By Ada Brine and Bo Lees Political Reporters", "Ada Brine and Bo Lees", None),
        ("By Ada Brine Political Editor and Bo Lees Crime Reporter", "Ada Brine and Bo Lees", None),
        ("By Mary Ann Lees Crime Reporter", "Mary Ann Lees", None),
        ("By Ada Brine Ostby Crime Reporter", "Ada Brine", None),
        ("By Ada de la Brine Health Editor", "Ada de la Brine", None),
        ("Ada BrineLocal Democracy Reporter", "Ada Brine", None),
        ("By Ada Brine Political Editor, Basin Ledger", "Ada Brine", "Basin Ledger"),
        ("By Ada Brine, Crime Reporter - Basin Ledger", "Ada Brine", "Basin Ledger"),
        ("By Ada Brine\nBasin Ledger Senior Reporter", "Ada Brine", "Basin Ledger"),
        ("By Ada Brine\nSenior Reporter for the Basin Ledger", "Ada Brine", "Basin Ledger"),
        ("By Ada Brine\nSenior Reporter\nBasin Ledger", "Ada Brine", "Basin Ledger"),
        ("Von Ada Brine\nRedakteurin der Hafener Zeitung", "Ada Brine", "Hafener Zeitung"),
        ("By Ada Brine\nHartmere Reporter", "Ada Brine", None),
        ("By Ada Brine\nThe Tarn Reporter", "Ada Brine", "The Tarn Reporter"),
        ("By Ada Brine, The Tarn Reporter", "Ada Brine", "The Tarn Reporter"),
        ("Tarn Valley Reporter\nBy Ada Brine", "Ada Brine", "Tarn Valley Reporter"),
        ("By Staff Reporter", None, None),
        ("By our crime reporter", None, None),
    ],
)
def test_names_posts_and_outlets_are_told_apart(
    head: str, author: str | None, outlet: str | None
) -> None:
    page = read_plain_text(f"{TITLE}\n{head}\n9 March 2026\n\n{LEAD}\n\n{CLOSE}")
    assert (page.author, page.outlet, page.text) == (author, outlet, f"{LEAD}\n\n{CLOSE}")


@pytest.mark.parametrize(
    "line", ["Corresponsal en Roma detenido", "Journaliste arrêté à Rome", "The Tarn Reporter",
             "Justice for Journalists", "Editora de Política renuncia", "Hartmere Reporter"]
)  # fmt: skip
def test_a_word_that_is_no_desk_makes_no_post(line: str) -> None:
    assert not is_post(line)


def test_a_headline_about_a_reporter_stays_below_a_byline() -> None:
    headline = "Court jails three reporters"
    page = read_plain_text(f"By Ada Brine\n{headline}\n9 March 2026\n\n{LEAD}\n\n{CLOSE}")
    assert (page.title, page.author) == (headline, "Ada Brine")
    assert read_byline("Jailed Ostby Journalist", ()) is None


def test_a_post_is_no_outlet_by_its_form() -> None:
    assert is_outlet("The Tarn Reporter")
    assert not any(map(is_outlet, ENGLISH))


def test_a_name_that_is_a_desk_too_stays_a_name() -> None:
    assert split_post("Ada Court Reporter") == ("Ada Court", "Reporter")
    assert split_post("Crime Reporter") is None
