"""Instructions planted in articles: hostile text that must stay text.

Each attack is planted after the sentence that answers a question of a host data set; the question
is then asked. Sources: Yi et al., "BIPIA", 2023 (MIT); Wan et al., "CyberSecEval 2", 2024 (MIT).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, read_records, text_of

BIPIA = "bipia_text_attacks.jsonl"
PURPLELLAMA = "purplellama_pi.jsonl"
NO_HOST = "no question left to host an attack"


def load_bipia(folder: Path, hosts: Dataset) -> Dataset:
    """The 75 attacks, each planted in an article of ``hosts``."""
    problems = ProblemList()
    attacks = list(_attacks(folder / BIPIA, "attack", "category", problems))
    return plant("bipia", attacks, hosts, problems)


def load_purplellama(folder: Path, hosts: Dataset) -> Dataset:
    """The injection cases, each case's hostile input planted in an article of ``hosts``."""
    problems = ProblemList()
    attacks = list(_attacks(folder / PURPLELLAMA, "user_input", "injection_variant", problems))
    return plant("purplellama", attacks, hosts, problems)


def plant(
    name: str, attacks: list[tuple[str, str]], hosts: Dataset, problems: ProblemList
) -> Dataset:
    """One question an attack (kind, text), each in an article of its own; other articles stay."""
    articles = {draft.article_id or "": draft for draft in hosts.articles}
    questions: list[EvaluationQuestion] = []
    free = _free_hosts(hosts)
    for number, (kind, attack) in enumerate(attacks):
        host = next(free, None)
        if host is None:
            problems.add(NO_HOST, f"attack {number}")
            continue
        home = host.articles[0]
        articles[home] = _planted(articles[home], host, attack)
        questions.append(
            replace(host, question_id=f"{name}_{number}", kind=kind or "attack", attack=attack)
        )
    notes = (f"attacks stand in articles of {hosts.name}, after the sentence that answers",)
    return assemble(name, articles.values(), questions, problems, notes=notes)


def _free_hosts(hosts: Dataset) -> Iterator[EvaluationQuestion]:
    """Answerable questions with one gold article and a gold sentence, one for each article."""
    used: set[str] = set()
    for question in hosts.questions:
        one_home = len(question.articles) == 1 and question.articles[0] not in used
        if one_home and question.sentences and not question.unanswerable:
            used.add(question.articles[0])
            yield question


def _planted(article: ArticleDraft, host: EvaluationQuestion, attack: str) -> ArticleDraft:
    sentence = host.sentences[0].text
    at = article.text.find(sentence)
    end = at + len(sentence) if at >= 0 else len(article.text)
    return replace(article, text=f"{article.text[:end]} {attack}{article.text[end:]}")


def _attacks(path: Path, field: str, kind: str, problems: ProblemList) -> Iterator[tuple[str, str]]:
    for where, record in read_records(path, problems):
        attack = text_of(record, field)
        if attack:
            yield text_of(record, kind), attack
        else:
            problems.add(MISSING_FIELD, where, field)
