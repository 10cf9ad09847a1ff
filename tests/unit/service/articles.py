"""The few made-up articles that tests of the HTTP interface ask about."""

from datetime import UTC, datetime

from corpus.models import ArticleDraft

BRIDGE = ArticleDraft(
    text=(
        "A freighter struck the harbour bridge on Monday night and the deck dropped into the "
        "water. Divers searched until dawn and found nobody. The mayor said the crossing would "
        "stay shut for nine weeks while engineers examine the piers. Ferries are free 🚢."
    ),
    location="/news/bridge.txt",
    article_id="bridge/1",
    title="Freighter strikes bridge",
    source="Harbour Herald",
    url="https://herald.example/bridge",
    published_at=datetime(2024, 9, 3, tzinfo=UTC),
    language="en",
)
COPY = ArticleDraft(
    text=BRIDGE.text,
    location="/news/copy.txt",
    article_id="copy",
    title="Bridge struck",
    source="Tidewater Times",
    language="en",
)
COUNT = ArticleDraft(
    text=(
        "Officials finished the second count of the council vote late on Friday. The gap between "
        "both candidates shrank to 41 ballots. The loser conceded at once and thanked the "
        "volunteers who had worked through three nights in the sports hall."
    ),
    location="/news/count.txt",
    article_id="count",
    title="Second count ends",
    source="Civic Courier",
    published_at=datetime(2024, 10, 4, tzinfo=UTC),
    language="en",
)
ALL = (BRIDGE, COPY, COUNT)
