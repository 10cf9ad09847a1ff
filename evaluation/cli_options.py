"""The arguments and options of ``dateline evaluate``, as typer shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evaluation.datasets.selection import Split
from evaluation.peers.names import PeerName

Datasets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DATASET]...", help="Files or folders of questions; `examples` when left out."
    ),
]
Against = Annotated[Path | None, typer.Option(help="An earlier report.json to compare with.")]
Articles = Annotated[
    list[Path] | None, typer.Option(help="Articles that the questions are about; may repeat.")
]
Server = Annotated[
    str | None, typer.Option(help="URL of a running server; else the service runs in this process.")
]
Peers = Annotated[bool, typer.Option("--peers", help="Run all peers on the same questions.")]
Peer = Annotated[
    list[PeerName] | None, typer.Option(help="Run this peer on the same questions; may repeat.")
]
Limit = Annotated[int | None, typer.Option(min=1, help="Most questions of a data set.")]
Collection = Annotated[
    int | None,
    typer.Option(
        min=1, help="Most articles of a data set: those that its questions need, then others."
    ),
]
Translations = Annotated[
    Path | None,
    typer.Option(help="Ask the questions as this file of id, language, question puts them."),
]
SplitOption = Annotated[Split | None, typer.Option(help="Ask only one half of the questions.")]
Seed = Annotated[int, typer.Option(help="For draws and resampling.")]
Concurrency = Annotated[int, typer.Option(min=1, max=64, help="Questions asked at the same time.")]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds to wait for one answer.")]
Output = Annotated[Path, typer.Option(help="Folder for the report.")]
Sample = Annotated[
    int | None, typer.Option(min=1, help="Draw so many sentences to write questions about.")
]
Judge = Annotated[
    str | None,
    typer.Option(help="Language model that judges support; else Dateline's verifier does."),
]
Marks = Annotated[Path | None, typer.Option(help="An audit.csv with marks filled in by hand.")]
Baseline = Annotated[
    Path | None,
    typer.Option(help="Folder of baselines; exit 1 when a metric falls by more than its noise."),
]
SaveBaseline = Annotated[
    Path | None, typer.Option(help="Folder to write this run's figures to as baselines.")
]
Open = Annotated[bool, typer.Option("--open", help="Open the report in a browser.")]
