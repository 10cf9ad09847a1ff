"""Articles that came by mail: forwarded, quoted, with heads, notes and endings around them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from textwrap import fill

import pytest

from indexer.extraction.banners import is_banner
from indexer.extraction.mails import open_mail
from indexer.extraction.plain_text import read_plain_text

TITLE = "Salt barge sinks off Ostby"
LEAD = "A barge with 900 tonnes of salt sank off Ostby on Monday, and its crew of five was saved."
MIDDLE = "It had sprung a leak in the night and lay on its side by dawn, the coast guard said."
CLOSE = "The wreck blocks the channel, so the ferries will use the old pier until it is raised."
ARTICLE = f"{LEAD}\n\n{MIDDLE}\n\n{CLOSE}"
DAY = date(2026, 3, 3)
HEAD = (
    "From: Ostby Post <desk@ostby.example>\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n"
    f"Subject: {TITLE}\nTo: reader@mail.example\n"
)
OUTER = (
    "From: Ada Lind <ada@mail.example>\nSent: Thursday, 5 March 2026 09:15\nTo: All\n"
    f"Subject: FW: {TITLE}\n\n"
)


def quoted(text: str) -> str:
    """The text as it is quoted in a reply, its lines wrapped."""
    wrapped = "\n".join(fill(paragraph, 62) for paragraph in text.split("\n"))
    return "\n".join(f"> {line}".rstrip() for line in wrapped.split("\n"))


@pytest.mark.parametrize(
    "mail",
    [
        f"{HEAD}\n{ARTICLE}",
        f"{HEAD}\n{ARTICLE}".replace("\n", "\r\n"),
        (
            f"Hi Bo,\n\nFYI, I thought of you when I read this. Let us speak on Monday!\n\nAda\n\n"
            f"---------- Forwarded message ---------\n{HEAD}\n\n{TITLE}\n\n{ARTICLE}\n\n"
            "Sent from my iPhone"
        ),
        (
            f"{OUTER}Dear all, see below, we should speak about this.\n\nKind regards,\nAda\n\n"
            f"{quoted(HEAD)}\n>\n{quoted(TITLE)}\n>\n{quoted(ARTICLE)}\n>\n\n"
            "This message is confidential and meant for the intended recipient only."
        ),
        (
            f"{OUTER}see below\n\n-----Original Message-----\n{OUTER}interesting!\n\n"
            f"-----Original Message-----\n{HEAD}\n{ARTICLE}"
        ),
        (
            f"-------- Forwarded Message --------\nSubject: \t{TITLE}\n"
            "Date: \tTue, 3 Mar 2026 10:00\nFrom: \tOstby Post <desk@ostby.example>\n"
            f"To: \tme@mail.example\n\n{ARTICLE}"
        ),
        (
            "Look!\n\nOn Tue, 3 Mar 2026 at 10:00, Ostby Post <desk@ostby.example> wrote:\n\n"
            f"{quoted(TITLE)}\n>\n{quoted(ARTICLE)}\n\nBest\nAda"
        ),
        (
            f"*From:* Ostby Post\n*Sent:* Tuesday, March 3, 2026 10:00 AM\n*Subject:* {TITLE}\n\n"
            f"{ARTICLE}\n\n-- \nOstby Post\nQuay 4"
        ),
        (
            "From: Ostby Post\n\nSent: Tuesday, March 3, 2026 10:00 AM\n\nTo: Me\n\n"
            f"Subject: {TITLE}\n\n{ARTICLE}"
        ),
    ],
)
def test_the_article_of_the_innermost_mail_is_read(mail: str) -> None:
    page = read_plain_text(mail)
    assert page.text == ARTICLE
    assert (page.title, page.outlet, page.author) == (TITLE, "Ostby Post", None)
    assert page.published_at is not None
    assert page.published_at.date() == DAY


@pytest.mark.parametrize(
    ("head", "outlet", "closing"),
    [
        (("Von: Hafener Zeitung <a@hz.example>\nGesendet: Dienstag, 3. März 2026 10:00\n"
         f"An: n@mail.example\nBetreff: WG: {TITLE}"), "Hafener Zeitung",
         "Von meinem iPhone gesendet\n\nDiese E-Mail enthält vertrauliche Informationen."),
        (("De : Le Courrier de la Rade <a@rade.example>\nEnvoyé : mardi 3 mars 2026 10:00\n"
         f"À : n@mail.example\nObjet : TR: {TITLE}"), "Le Courrier de la Rade",
         "Envoyé de mon iPhone"),
        (("De: La Voz del Muelle <a@voz.example>\nFecha: mar, 3 mar 2026 a las 10:00\n"
         f"Asunto: RV: {TITLE}\nPara: <n@mail.example>"), "La Voz del Muelle",
         "Enviado desde mi iPhone"),
        (("De: Diário do Cais <a@cais.example>\nEnviada em: terça-feira, 3 de março de 2026 10:00\n"
         f"Para: n@mail.example\nAssunto: ENC: {TITLE}"), "Diário do Cais",
         "Enviado do meu iPhone"),
    ],
)  # fmt: skip
def test_heads_are_read_in_other_languages(head: str, outlet: str, closing: str) -> None:
    page = read_plain_text(f"{head}\n\n{ARTICLE}\n\n{closing}")
    assert (page.title, page.outlet, page.text) == (TITLE, outlet, ARTICLE)
    assert page.published_at is not None
    assert page.published_at.date() == DAY


def test_the_day_of_an_article_goes_before_that_of_the_mail() -> None:
    page = read_plain_text(f"{OUTER}{TITLE}\nBy Cy Reed\n2 March 2026\n\n{ARTICLE}")
    assert (page.author, page.published_at) == ("Cy Reed", datetime(2026, 3, 2, tzinfo=UTC))


def test_a_subject_that_says_nothing_of_the_article_is_no_title() -> None:
    mail = OUTER.replace(f"FW: {TITLE}", "FW: Please read!")
    assert read_plain_text(f"{mail}{TITLE}\nBy Cy Reed\n\n{ARTICLE}").title == TITLE
    assert read_plain_text(f"{mail}{ARTICLE}").title == "Please read!"


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Bo Lees from The Harbour Post <bo@letters.example>", "The Harbour Post"),
        ("The Lees Letter <hello@leesletter.example>", "The Lees Letter"),
        ("Bo Lees <lees@bolees.example>", None),
        ("Bo Lees <bo@work.example>", None),
    ],
)
def test_a_sender_is_an_outlet_by_its_name_or_its_address(sender: str, outlet: str | None) -> None:
    head = HEAD.replace("Ostby Post <desk@ostby.example>", sender)
    assert read_plain_text(f"{head}\n{ARTICLE}").outlet == outlet


QUOTED_MAIL = (
    "From: Di <di@mail.example>\nTo: Ed <ed@mail.example>\nSubject: The leak\n\nSay nothing."
)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{LEAD}\n\n{MIDDLE}\n\n{QUOTED_MAIL}\n\n{CLOSE}",
        f"{TITLE}\n\n{LEAD}\n\n{QUOTED_MAIL}\n\n{MIDDLE}\n\n{CLOSE}\n\n{MIDDLE} {CLOSE}",
        f"{HEAD}\n{LEAD}\n\n{QUOTED_MAIL}\n\n{MIDDLE}\n\n{CLOSE}\n\n{MIDDLE} {CLOSE}",
        f"{OUTER}{TITLE}\n\n{ARTICLE}\n\nOn 3 Mar 2026, Bo <b@mail.example> wrote:\n> Send it!",
        f"{HEAD}\n{' '.join([MIDDLE] * 8)}\n\n--- Original Message ---\n{HEAD}\n{LEAD}\n{CLOSE}",
        f"{HEAD}\n{LEAD}\n\n{MIDDLE}\n\n--\n{fill(CLOSE, 62)}",
        f"{TITLE}\n\nFrom: Ostby\nTo: Harmouth\nDate: 3 March\n\n{ARTICLE}",
    ],
)
def test_no_sentence_of_an_article_is_lost_for_a_mail_in_it(text: str) -> None:
    read = read_plain_text(text).text
    assert all(sentence in read for sentence in (LEAD, MIDDLE, CLOSE) if sentence in text)
    assert "Say nothing." in read or QUOTED_MAIL not in text


def test_lines_that_are_quoted_are_joined_again() -> None:
    page = read_plain_text(quoted(f"{TITLE}\n\n{ARTICLE}"))
    assert (page.title, page.text) == (TITLE, ARTICLE)


def test_a_text_that_is_no_mail_is_none() -> None:
    assert open_mail(f"{TITLE}\n\n{ARTICLE}") is None
    assert open_mail(f"{TITLE}\n\nDate: 3 March 2026\nSource: Ostby Post\n\n{ARTICLE}") is None


@pytest.mark.parametrize(
    "line", ["---------- Forwarded message ---------", "-----Original Message-----",
             "Sent from my iPhone", "Get Outlook for Android", "Von meinem iPhone gesendet",
             "Enviado desde mi iPhone"]
)  # fmt: skip
def test_what_mail_programs_add_is_never_a_sentence(line: str) -> None:
    assert is_banner(line)


@pytest.mark.parametrize(
    "line", ["Sent from my heart", "Sent home from Outlook, a hamlet, he wept.", "Original message"]
)
def test_other_words_about_messages_stay(line: str) -> None:
    assert not is_banner(line)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["> ", "To: a@b.c\n", "On Tue, 3 Mar 2026 ", "--\n", "this message "]
)
def test_a_monotonous_mail_is_opened_in_good_time(piece: str) -> None:
    open_mail(f"{HEAD}\n{piece * (50_000 // len(piece))}")
    open_mail(piece * (50_000 // len(piece)))
