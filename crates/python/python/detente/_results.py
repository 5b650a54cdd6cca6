"""Results: a folder as the program writes it, seen as tables, figures and sentences."""

from __future__ import annotations

import html
import json
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from . import _detente
from ._detente import UsageError
from ._tables import Table


class Figure:
    """A figure of a result: shows itself in a notebook, and is saved as SVG, PNG or, for its numbers, CSV."""

    def __init__(self, figure: _detente.Figure) -> None:
        self._figure = figure

    @property
    def name(self) -> str:
        """What it is called among the figures of its result."""
        return self._figure.name

    def title(self, language: str = "en") -> str:
        """Its title. ``language`` is `en` or a file of messages (``.ftl``)."""
        return self._figure.title(language)

    def with_title(self, title: str) -> Figure:
        """The same figure with another title."""
        return Figure(self._figure.with_title(title))

    def svg(self, language: str = "en") -> str:
        """Vector graphics with real text."""
        return self._figure.svg(language)

    def png(self, width: float = 170.0, dpi: int = 300, language: str = "en") -> bytes:
        """An image ``width`` millimetres wide on paper (170 fits an A4 page) at ``dpi`` dots an inch."""
        return self._figure.png(width, dpi, language)

    def csv(self, language: str = "en") -> str:
        """The table behind it."""
        return self._figure.csv(language)

    def save(self, path: str | PathLike[str], *, width: float = 170.0, dpi: int = 300, language: str = "en") -> Path:
        """Writes it as the ending of ``path`` says: ``.svg``, ``.png`` (``width`` millimetres at ``dpi`` dots an inch) or ``.csv``."""
        path = Path(path)
        ending = path.suffix.lower()
        if ending == ".svg":
            path.write_text(self.svg(language), encoding="utf-8")
        elif ending == ".png":
            path.write_bytes(self.png(width, dpi, language))
        elif ending == ".csv":
            path.write_text(self.csv(language), encoding="utf-8")
        else:
            raise ValueError(f"{path}: the ending says what is written; allowed: .svg, .png, .csv")
        return path

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        return f"<detente.Figure {self.name}: {self.title()}>"


class Result:
    """A finished result.

    Its tables are attributes (``result.metrics``, ``result.effects``), read when they are first used. ``digest`` is the key of its
    manifest, the same that the program writes for the same request.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        self.folder = Path(fspath(folder))
        path = self.folder / "manifest.json"
        if not path.is_file():
            raise FileNotFoundError(f"{self.folder} holds no manifest.json, so it is no finished result")
        self.manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self._tables: dict[str, Table] = {}

    @property
    def digest(self) -> str:
        """What identifies the result: SHA-256 of version, sources and all that was asked, 64 hexadecimal digits."""
        return str(self.manifest["key"])

    @property
    def kind(self) -> str:
        """The study that made it."""
        return str(self.manifest["kind"])

    @property
    def command(self) -> str:
        """What to type in a shell for the same result."""
        return str(self.manifest["command"])

    @property
    def seed(self) -> int:
        """Seed of its worlds."""
        return int(self.manifest["seed"])

    @property
    def findings(self) -> list[str]:
        """What came out, in sentences."""
        if self.kind == "run":
            return [str(self.manifest["precision"])]
        return [str(finding) for finding in self.manifest["findings"]]

    @property
    def files(self) -> list[str]:
        """Names of its files."""
        return [str(file["name"]) for file in self.manifest["files"]]

    @property
    def tables(self) -> list[str]:
        """Names of its tables, as they are attributes."""
        return [name[:-4].replace("-", "_") for name in self.files if name.endswith(".csv")]

    def table(self, name: str) -> Table:
        """The table of this name, such as `metrics`; its file ends in ``.csv``."""
        if name not in self._tables:
            files = {file[:-4].replace("-", "_"): file for file in self.files if file.endswith(".csv")}
            key = name.removesuffix(".csv").replace("-", "_")
            if key not in files:
                raise UsageError(f"{self.folder} has no table `{name}`; it has: {', '.join(files)}")
            self._tables[name] = Table(key, _detente.read_table(self.folder, self.kind, files[key]))
        return self._tables[name]

    def __getattr__(self, name: str) -> Table:
        if name.startswith("_") or "manifest" not in self.__dict__:
            raise AttributeError(name)
        if name not in self.tables:
            raise AttributeError(f"a result of `{self.kind}` has no `{name}`; its tables: {', '.join(self.tables)}")
        return self.table(name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    @property
    def figures(self) -> list[Figure]:
        """All its figures."""
        return [Figure(figure) for figure in _detente.figures(self.folder)]

    def figure(self, name: str) -> Figure:
        """The figure of this name; of a run or comparison also the spread of any series (`china.lag_months`) and the distribution of any
        metric (`us_spending_usd_bn`)."""
        figures = _detente.figures(self.folder)
        for figure in figures:
            if figure.name == name:
                return Figure(figure)
        try:
            made = _detente.series_figure if "." in name else _detente.metric_figure
            return Figure(made(self.folder, name))
        except UsageError as error:
            names = ", ".join(figure.name for figure in figures)
            raise UsageError(f"{self.folder} has no figure `{name}`; it has: {names} ({error})") from None

    def report(self, out: str | PathLike[str]) -> Path:
        """Writes it as one page for readers: ``out`` is the file, which ends in ``.html``, ``.md`` or ``.pdf``."""
        _detente.call(["report", str(self.folder), f"--out={fspath(out)}", "--force"])
        return Path(out)

    def __repr__(self) -> str:
        return f"<detente.Result {self.command} ({self.digest[:8]}) in {self.folder}>"

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html.escape(finding)}</li>" for finding in self.findings)
        tables = ", ".join(f"<code>{name}</code>" for name in self.tables)
        return f"<p><code>{html.escape(self.command)}</code> ({self.digest[:8]})</p><ul>{items}</ul><p>Tables: {tables}</p>"
