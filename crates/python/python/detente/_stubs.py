"""Writes ``__init__.pyi``: what type checkers and editors know of the studies' functions. ``python -m detente._stubs``."""

from __future__ import annotations

import inspect
from pathlib import Path

from ._requests import REQUESTS
from ._studies import documented, parameters_of

HEAD = '''# Made by `python -m detente._stubs`.
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

from . import connect as connect
from . import distributed as distributed
from ._detente import Cancelled as Cancelled
from ._detente import ConfigError as ConfigError
from ._detente import DetenteError as DetenteError
from ._detente import FileError as FileError
from ._detente import UsageError as UsageError
from ._detente import __version__ as __version__
from ._requests import Adapt as Adapt
from ._requests import Compare as Compare
from ._requests import Condition as Condition
from ._requests import Discover as Discover
from ._requests import Explain as Explain
from ._requests import Game as Game
from ._requests import Names
from ._requests import Request as Request
from ._requests import Robust as Robust
from ._requests import Run as Run
from ._requests import Score as Score
from ._requests import Sensitivity as Sensitivity
from ._requests import Settings
from ._requests import Sweep as Sweep
from ._requests import Validate as Validate
from ._requests import Voi as Voi
from ._lab import Lab as Lab
from ._lab import lab as lab
from ._results import Figure as Figure
from ._results import Result as Result
from ._studies import Progress
from ._studies import cache_folder as cache_folder
from ._studies import call as call
from ._studies import clear_cache as clear_cache
from ._studies import study as study
from ._tables import Column as Column
from ._tables import Table as Table

def open(folder: str | PathLike[str]) -> Result: ...
def levers() -> Table: ...
def metrics() -> Table: ...
def parameters(scenario: str = "baseline", worldview: Names = None) -> Table: ...
def policies() -> Table: ...
def worldviews() -> Table: ...
def scenarios() -> Table: ...
def evaluate(
    points: Any,
    *,
    scenario: str = "baseline",
    policy: Names = None,
    worldview: Names = None,
    set: Settings = None,
    runs: int = 256,
    seed: int | None = None,
    threads: int | None = None,
    metrics: Names = None,
) -> Table: ...
'''


def stub() -> str:
    """The text of the file."""
    functions = []
    for request in REQUESTS:
        lines, is_keyword = [], False
        for parameter in parameters_of(request):
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not is_keyword:
                lines.append("    *,")
                is_keyword = True
            default = repr(parameter.default).replace("'", '"')
            lines.append(f"    {parameter.name}: {parameter.annotation} = {default},")
        said = documented(request).replace("\n", "\n    ").replace("    \n", "\n")
        functions.append(f"def {request.COMMAND}(\n" + "\n".join(lines) + f'\n) -> Result:\n    """{said}\n    """\n')
    return HEAD + "".join(functions)


if __name__ == "__main__":
    (Path(__file__).parent / "__init__.pyi").write_text(stub(), encoding="utf-8")
