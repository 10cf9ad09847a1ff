"""What a run has been answered so far, one line an answer, safe against kill -9.

The first line names what is being run; a journal of another run is started anew. Each answer is
written and forced to the disk before the next question is asked in its place; a half-written last
line is dropped. So after a crash only the questions in flight are asked again.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import TracebackType
from typing import IO, ClassVar, Self

from pydantic import ValidationError

from evaluation.wire import Response


class Journal:
    """An append-only file of responses; use it as a context manager.

    Attributes:
        kind: what a line is read as; a journal of responses with more in them names their class.
    """

    kind: ClassVar[type[Response]] = Response

    def __init__(self, path: Path, run_key: str) -> None:
        """``run_key`` says what is run: data set, system, settings."""
        self._path = path
        self._run_key = run_key
        self._file: IO[bytes] | None = None
        self.responses: dict[str, Response] = {}

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        end = self._read()
        self._file = self._path.open("r+b" if end else "wb")
        self._file.truncate(end)
        self._file.seek(end)
        if not end:
            self._write({"run": self._run_key})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    @property
    def settled(self) -> dict[str, Response]:
        """The responses that need not be asked for again, by question."""
        return {key: one for key, one in self.responses.items() if not one.retry}

    def add(self, response: Response) -> None:
        """Keeps one response; on the disk when this returns."""
        self._write(response.model_dump(mode="json"))
        self.responses[response.question_id] = response

    def discard(self) -> None:
        """Forgets the run, once its report is written."""
        self._path.unlink(missing_ok=True)

    def _write(self, value: object) -> None:
        if self._file is None:
            raise ValueError("the journal is not open")
        line = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        self._file.write(line.encode("ascii") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def _read(self) -> int:
        """Reads what is there; the offset after the last whole line, 0 for another run."""
        if not self._path.exists():
            return 0
        end = 0
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines):
                if not line.endswith(b"\n"):
                    break
                if number == 0 and not self._is_ours(line):
                    return 0
                if number > 0 and not self._take(line):
                    break
                end += len(line)
        return end

    def _is_ours(self, line: bytes) -> bool:
        try:
            return bool(json.loads(line) == {"run": self._run_key})
        except ValueError:
            return False

    def _take(self, line: bytes) -> bool:
        try:
            response = self.kind.model_validate_json(line)
        except ValidationError:
            return False
        self.responses[response.question_id] = response
        return True
