"""The policy lab in a notebook."""

from __future__ import annotations

import html
import os
from os import PathLike, fspath
from pathlib import Path

from ._detente import FileError

PLACES = ("outputs/lab/index.html", "lab.html")
"""Where `cargo lab` and `detente lab --out lab.html` write the page."""


class Lab:
    """A page of the policy lab, which shows itself in a notebook: the very model of this package in the browser, no network."""

    def __init__(self, page: Path, height: int) -> None:
        self.page = page
        self.height = height

    def __repr__(self) -> str:
        return f"Lab({str(self.page)!r})"

    def _repr_html_(self) -> str:
        # As the frame's own document: notebooks do not let frames read files.
        text = html.escape(self.page.read_text(encoding="utf-8"), quote=True)
        return f'<iframe title="Policy lab" style="width:100%;height:{self.height}px;border:0" srcdoc="{text}"></iframe>'


def lab(page: str | PathLike[str] | None = None, *, height: int = 800) -> Lab:
    """The policy lab, to move levers in a notebook.

    Parameters
    ----------
    page : path, optional
        The page that ``cargo lab`` builds or ``detente lab --out lab.html`` writes; if not given, what ``DETENTE_LAB`` names, or one of these
        in the current folder.
    height : int
        Height of the frame [pixels].
    """
    asked = page or os.environ.get("DETENTE_LAB")
    found = [Path(fspath(asked))] if asked else [Path(place) for place in PLACES]
    for place in found:
        if place.is_file():
            return Lab(place, height)
    places = " or ".join(str(place) for place in found)
    raise FileError(f"there is no page {places}; `cargo lab` builds it, and `detente lab --out lab.html` writes it")
