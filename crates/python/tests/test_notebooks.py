"""The notebooks of `examples/notebooks`, executed on few worlds: each ends with a figure, which is there."""

from __future__ import annotations

import pytest
from conftest import ROOT

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOKS = sorted((ROOT / "examples/notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_to_its_figure(path, tmp_path, monkeypatch):
    for name, value in {"WORLDS": "64", "POINTS": "8", "EVALUATIONS": "60"}.items():
        monkeypatch.setenv(name, value)
    book = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in book.cells), "outputs are not committed: they would be of another version"
    nbclient.NotebookClient(book, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [kind for output in book.cells[-1].outputs for kind in output.get("data", {})]
    assert "image/svg+xml" in shown or "image/png" in shown
    assert list(tmp_path.glob("*.svg")) and list(tmp_path.glob("*.png"))


def test_there_are_three():
    assert len(NOTEBOOKS) == 3
