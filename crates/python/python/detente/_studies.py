"""Every study as a function."""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Union

from . import _detente
from ._detente import UsageError
from ._requests import REQUESTS, Request, Sweep
from ._results import Result

Progress = Union[Callable[[int, int, int], None], bool, None]
"""Called several times a second with the number of the stage, the worlds that are done, and the worlds of the stage; ``None`` shows a bar
where tqdm is installed and somebody looks; ``False`` shows nothing."""


def cache_folder() -> Path:
    """Where results are kept that no ``out`` is given for: `DETENTE_CACHE`, or a folder of the user's cache."""
    own = os.environ.get("DETENTE_CACHE")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "detente"


def clear_cache() -> None:
    """Removes all results in `cache_folder`."""
    shutil.rmtree(cache_folder(), ignore_errors=True)


class _Bar:
    """Progress by tqdm."""

    def __init__(self) -> None:
        self.stage = 0
        self.bar: Any = None

    def __call__(self, stage: int, done: int, worlds: int) -> None:
        from tqdm.auto import tqdm

        if stage != self.stage:
            self.close()
            self.stage = stage
            self.bar = tqdm(total=worlds, unit="world", unit_scale=True, leave=False)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
            self.bar = None


def shown(progress: Progress) -> Callable[[int, int, int], None] | None:
    """Who is told how far work is."""
    if callable(progress):
        return progress
    in_notebook = "ipykernel" in sys.modules
    if progress is False or not (progress or in_notebook or sys.stderr.isatty()):
        return None
    try:
        import tqdm  # noqa: F401
    except ImportError:
        return None
    return _Bar()


def call(words: list[str], progress: Progress = None) -> str:
    """Carries out a command of the program, given by its words without `detente`; gives what it would have printed."""
    told = shown(progress)
    try:
        return _detente.call(words, told)
    finally:
        if isinstance(told, _Bar):
            told.close()


def study(
    request: Request,
    *,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Carries out a request. Whatever an attempt that was interrupted left is gone on with."""
    request = _with_files(request)
    words = request.words()
    # No note is printed for people, and figures are drawn when they are looked at.
    options = ["--json", "--no-figures"] + ([f"--threads={threads}"] if threads else [])
    if out is not None:
        folder = Path(fspath(out))
        call([*words, *options, f"--out={folder}", "--force" if force else "--resume"], progress)
        return Result(folder)
    about = [_detente.__version__, os.getcwd(), *words, *_contents(words)]
    name = hashlib.sha256("\0".join(about).encode()).hexdigest()[:16]
    folder = cache_folder() / f"{request.COMMAND}-{name}"
    ours = [*words, *options, f"--out={folder}"]
    if force:
        call([*ours, "--force"], progress)
        return Result(folder)
    try:
        call([*ours, "--resume"], progress)
    except UsageError as error:
        # Another build made what is kept, or a file that a file names has changed: the cache is nobody's but ours.
        if not folder.exists() or str(folder) not in str(error):
            raise
        call([*ours, "--force"], progress)
    return Result(folder)


def _contents(words: list[str]) -> list[str]:
    """Hashes of the files that a request names: a changed file is another request."""
    named = [part for word in words for part in word.split("=", 1)[-1].split("+")]
    files = [Path(part.strip()) for part in named]
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]


def _with_files(request: Request) -> Request:
    """The same with a design that is a data frame as a file."""
    design = getattr(request, "design", None)
    if isinstance(request, Sweep) and design is not None and not isinstance(design, (str, PathLike)):
        text = design_text(design)
        folder = cache_folder() / "designs"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.csv"
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as new:
            new.write(text)
        os.replace(new.name, path)
        request = dataclasses.replace(request, design=path)
    if isinstance(request, Sweep) and isinstance(request.vary, dict):
        from ._requests import word

        varied = [f"{key}={values if isinstance(values, str) else word(values)}" for key, values in request.vary.items()]
        request = dataclasses.replace(request, vary=varied)
    return request


def design_text(points: Any) -> str:
    """Points (a data frame, a dict of columns, or a list of dicts) as CSV."""
    if hasattr(points, "to_dict") and hasattr(points, "columns"):
        try:
            points = points.to_dict("list")
        except TypeError:
            points = points.to_dict(as_series=False)
    elif hasattr(points, "to_pydict"):
        points = points.to_pydict()
    elif isinstance(points, (list, tuple)):
        keys = list(points[0]) if points else []
        points = {key: [point[key] for point in points] for key in keys}
    columns = list(points)
    rows = zip(*(points[column] for column in columns))
    lines = [",".join(columns), *(",".join(_cell(value) for value in row) for row in rows)]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    """A number as CSV; nothing where there is none."""
    return "" if value is None or value != value else repr(float(value))


_HOW = """
out : path, optional
    Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
threads : int, optional
    Threads; all processors if not given. Results are the same for any number.
force : bool
    Make the result again, or replace another in `out`.
progress : callable or bool, optional
    Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
    installed and somebody looks.
"""


def parameters_of(request: type[Request]) -> list[inspect.Parameter]:
    """Parameters of the function of a study."""
    Kind = inspect.Parameter
    fields = list(dataclasses.fields(request))
    first = [field for field in fields if field.metadata["positional"]]
    rest = [field for field in fields if not field.metadata["positional"]]

    def parameter(field: dataclasses.Field[Any], kind: Any) -> inspect.Parameter:
        return Kind(field.name, kind, default=field.default, annotation=field.type)

    how = [
        Kind("out", Kind.KEYWORD_ONLY, default=None, annotation="str | PathLike[str] | None"),
        Kind("threads", Kind.KEYWORD_ONLY, default=None, annotation="int | None"),
        Kind("force", Kind.KEYWORD_ONLY, default=False, annotation="bool"),
        Kind("progress", Kind.KEYWORD_ONLY, default=None, annotation="Progress"),
    ]
    head = [parameter(field, Kind.POSITIONAL_OR_KEYWORD) for field in first]
    return head + [parameter(field, Kind.KEYWORD_ONLY) for field in rest] + how


def documented(request: type[Request]) -> str:
    """What the function of a study says of itself."""
    lines = [inspect.getdoc(request) or "", "", "Parameters", "----------"]
    for field in dataclasses.fields(request):
        unit = f" [{field.metadata['unit']}]" if field.metadata["unit"] else ""
        lines += [f"{field.name} : {field.type}", f"    {field.metadata['help']}{unit}"]
    lines += [*_HOW.strip().splitlines(), "", "Returns", "-------", "Result"]
    return "\n".join(lines)


def function_of(request: type[Request]) -> Callable[..., Result]:
    """The function of a study."""
    signature = inspect.Signature(parameters_of(request), return_annotation="Result")
    how = ("out", "threads", "force", "progress")

    def function(*args: Any, **kwargs: Any) -> Result:
        bound = signature.bind(*args, **kwargs).arguments
        options = {name: bound.pop(name) for name in how if name in bound}
        return study(request(**bound), **options)

    function.__name__ = function.__qualname__ = request.COMMAND
    function.__module__ = "detente"
    function.__doc__ = documented(request)
    function.__signature__ = signature  # type: ignore[attr-defined]
    return function


FUNCTIONS = {request.COMMAND: function_of(request) for request in REQUESTS}
