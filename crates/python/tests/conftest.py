"""Every test has a cache of its own; the program beside the package, where it was built, is the oracle."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def built():
    """Path of the program."""
    places = [os.environ.get("DETENTE_PROGRAM"), ROOT / "target/release/detente", ROOT / "target/debug/detente", shutil.which("detente")]
    path = next((str(place) for place in places if place and Path(place).is_file()), None)
    if path is None:
        pytest.skip("the program is not built (cargo build); DETENTE_PROGRAM names it")
    return path


@pytest.fixture(scope="session")
def program(built):
    """Calls the program with words and gives the folder of the result."""

    def call(words, out):
        subprocess.run([built, *words, "--no-figures", "--quiet", "--out", str(out)], check=True, stdout=subprocess.DEVNULL)
        return Path(out)

    return call


def snapshot(folder):
    """All files below a folder with their bytes; the commit of the build is left out of manifests, for the program may have been built
    at another."""
    folder = Path(folder)
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    files["manifest.json"] = re.sub(rb'"commit": [^,]*,', b"", files["manifest.json"])
    return files


def assert_same(one, other):
    """The same files with the same bytes."""
    one, other = snapshot(one), snapshot(other)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
