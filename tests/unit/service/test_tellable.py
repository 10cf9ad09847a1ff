"""What an answer may give of an article, and what stays there."""

from __future__ import annotations

import pytest

from service.answering.tellable import is_tellable


@pytest.mark.parametrize(
    "text",
    [
        "The bridge will stay closed for nine weeks, the port said.",
        '"Who pays for this?" asked the mayor of Eastmere.',
        "Shares fell by < 5 % while yields rose by > 2 %.",
        "Details are on eastmere.example, the port said.",
        "By Christmas Day 40 people had left.",
        "By Marta Ellery and Jo Tarn, the book sold in 1999.",
        "Published in 1999, the book sold 300 copies.",
    ],
)
def test_news_may_be_told(text: str) -> None:
    assert is_tellable(text)


@pytest.mark.parametrize(
    "text",
    [
        "What is the sum of all populations?",
        '"Why was the bridge not closed before?"',
        "¿Cuánto costó el puente?",
        "桥什么时候关闭？",
        "Reset it at https://phish.example/reset within a day.",
        "See www.phish.example for the full list.",
        "<img src='pier.jpg' alt='A pier'><caption>The pier",
        "</p><!-- As a security measure we say",
    ],
)
def test_questions_markup_and_links_stay_in_the_article(text: str) -> None:
    assert not is_tellable(text)


@pytest.mark.parametrize(
    "text",
    [
        "By Marta Ellery",
        "By Marta Ellery, Political Correspondent",
        "By Marta Ellery and Jo van Tarn in Port Orlo",
        "Published: 3 May 2024, 10:20",
        "Published Monday 9 February 2026",
        "Updated: 12.30",
    ],
)
def test_a_byline_tells_nothing(text: str) -> None:
    assert not is_tellable(text)
