from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from corpus.browsing import all_articles
from corpus.embeddings import Vectors
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from corpus.tables import passages
from tests.fakes.indexing_process import ARTICLES

ROOT = Path(__file__).resolve().parents[3]
KILLS = 6


def run_round(data_dir: Path, round_number: int, *, kill_after: float | None = None) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.fakes.indexing_process",
        str(data_dir),
        str(round_number),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    with process.stdout:
        process.stdout.readline()
        if kill_after is None:
            assert process.wait(timeout=240) == 0
        else:
            time.sleep(kill_after)
            process.kill()
            process.wait(timeout=30)


def contents(data_dir: Path, round_number: int) -> tuple[object, object, Vectors]:
    stores = Stores.open(CorpusSettings(data_dir=data_dir, _env_file=None))
    articles = [
        (article.article_id, article.version, article.story_id, article.content_hash)
        for article in all_articles(stores.catalogue)
    ]
    ids = stores.catalogue.passage_ids()
    vectors = stores.active_vectors().vectors(sorted(ids))
    assert stores.active_vectors().passage_ids() == ids
    assert stores.keywords.passage_ids() == ids
    archived = stores.catalogue.passage_ids(archived=True)
    assert stores.archive.keywords.passage_ids() == archived
    assert stores.catalogue.counts().pending == 0
    with stores.catalogue.reading() as connection:
        query = select(passages.c.passage_id, passages.c.vector).order_by(passages.c.passage_id)
        packed = {row.passage_id: row.vector for row in connection.execute(query)}
    stores.close()
    assert set(packed) == ids | archived
    assert len(archived) > ARTICLES * (round_number - 1) // 3
    matrix = np.stack([vectors[passage_id] for passage_id in sorted(ids)])
    return articles, [sorted(ids), sorted(packed.items())], matrix


@pytest.mark.slow
def test_killed_at_any_point_and_run_again_gives_what_one_clean_run_gives(tmp_path: Path) -> None:
    chance = random.Random(20_261_121)
    killed, clean = tmp_path / "killed", tmp_path / "clean"
    for round_number in (1, 2):
        for _ in range(KILLS // 2):
            run_round(killed, round_number, kill_after=chance.uniform(0.0, 2.5))
        run_round(killed, round_number)
        run_round(clean, round_number)
    articles, ids, vectors = contents(killed, 2)
    clean_articles, clean_ids, clean_vectors = contents(clean, 2)
    assert articles == clean_articles
    assert ids == clean_ids
    assert np.allclose(vectors, clean_vectors, atol=1e-5)
