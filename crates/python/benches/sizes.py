"""What calls, tables, shards and workers cost, measured in one run: ``python crates/python/benches/sizes.py PROGRAM``.

The numbers of docs/python.md and docs/cluster.md are from here. Times are the least of several attempts in turns, on an idle machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import detente as dt

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else shutil.which("detente")


def seconds(work) -> float:
    """Seconds on the wall."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def program(*words: object) -> None:
    """Runs the program."""
    subprocess.run([PROGRAM, *map(str, words), "--quiet"], check=True, stdout=subprocess.DEVNULL)


def calls(scratch: Path) -> None:
    """The same run by the program and from Python, in turns."""
    worlds, least = 100_000, {"program": float("inf"), "call": float("inf")}
    for turn in range(3):
        asked = ["run", "--runs", worlds, "--rows", "none", "--series", "none", "--no-figures", "--out", scratch / f"program-{turn}"]
        least["program"] = min(least["program"], seconds(lambda: program(*asked)))
        least["call"] = min(least["call"], seconds(lambda: dt.run(runs=worlds, rows="none", series="none", out=scratch / f"call-{turn}")))
    over = least["call"] / least["program"] - 1.0
    print(f"{worlds:,} worlds, metrics only: program {least['program']:.2f} s, call {least['call']:.2f} s ({over:+.1%})")


def tables(scratch: Path) -> None:
    """A million rows of 43 columns."""
    for parquet in (False, True):
        result = dt.run(runs=1_000_000, rows="metrics", series="none", parquet=parquet, out=scratch / f"million-{parquet}")
        fresh = [dt.open(result.folder) for _ in range(3)]
        read = min(seconds(lambda one=one: one.metrics) for one in fresh)
        there = min(seconds(lambda one=one: one.metrics.to_pandas()) for one in fresh)
        name = "metrics.parquet" if parquet else "metrics.csv"
        print(f"a million rows of {name}: {read:.2f} s to read, {there:.2f} s to pandas")
        shutil.rmtree(result.folder)


def shards(scratch: Path) -> None:
    """Bytes of a shard, and a thousand of them put together."""
    for series in ("none", "drawn"):
        for worlds in (100, 1_000, 10_000, 100_000):
            folder = scratch / f"{series}-{worlds}"
            program("shard", "--runs", 100_000_000, "--rows", "none", "--series", series, "--from", 32_000, "--to", 32_000 + worlds // 32 * 32, "--out", folder)
            size = sum(file.stat().st_size for file in folder.iterdir())
            print(f"shard of {worlds:,} worlds of 10^8, series {series}: {size / 1e3:,.0f} kB")
    for kind, words in {
        "run, metrics only": ["--runs", 320_000, "--rows", "none", "--series", "none"],
        "sweep of 1,000 points": ["sweep", "--vary", "us.chip_controls=0:1:1000", "--runs", 32],
    }.items():
        parts = scratch / kind[:3]
        for place in range(1, 1_001):
            program("shard", *words, "--part", f"{place}/1000", "--out", parts / str(place))
        took = min(seconds(lambda: program("merge", *parts.iterdir(), "--no-figures", "--force", "--out", scratch / "whole")) for _ in range(3))
        size = sum(file.stat().st_size for file in parts.rglob("*") if file.is_file())
        print(f"merging 1,000 shards of a {kind}: {took:.2f} s, {size / 1e9:.2f} GB")


def workers() -> None:
    """The same shards on one worker and on two."""
    from dask.distributed import Client, LocalCluster

    from detente import distributed as beyond

    took = {}
    for count in (1, 2, 1, 2):
        with LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
            # What workers load once is loaded.
            beyond.run(client, runs=128, rows="none", series="none", shards=4, progress=False)
            one = seconds(lambda: beyond.run(client, runs=400_000, rows="none", series="none", shards=16, progress=False))
            took[count] = min(one, took.get(count, one))
    print(f"Dask, 400,000 worlds in 16 shards: one worker {took[1]:.1f} s, two {took[2]:.1f} s, {took[1] / took[2]:.2f} times as fast")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="detente-sizes-") as scratch:
        os.environ["DETENTE_CACHE"] = f"{scratch}/cache"
        calls(Path(scratch))
        tables(Path(scratch))
        shards(Path(scratch))
        workers()
