"""Beyond one machine: runs and sweeps in shards on a Dask cluster.

A shard is a pure function of the request and of which worlds (or points) it holds, so it may be made anywhere, in any order and more than
once: the merged result is that of one machine, byte for byte.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from . import _detente
from ._detente import DetenteError
from ._requests import Request, Run, Sweep
from ._results import Result
from ._studies import Progress, _Bar, _with_files, cache_folder, call, shown

DEATHS = 3
"""A shard whose worker has died so often is given up."""


class WorkerDied(DetenteError):
    """The workers that were making a shard died, one after another: too little memory for one, most often."""


def run(client: Any, *, shards: int | None = None, rows_to: str | PathLike[str] | None = None, out: str | PathLike[str] | None = None,
        threads: int = 1, progress: Progress = None, **asked: Any) -> Result:
    """One scenario over many worlds, as `detente.run`, made by the workers of a Dask cluster.

    Parameters
    ----------
    client : distributed.Client
        The cluster.
    shards : int, optional
        How many parts; eight for each worker if not given. The last ones are smaller than the others where the number of worlds is given
        (`runs`), so that no worker waits long for another at the end.
    rows_to : path, optional
        Folder that all workers can write: tables with a row a world go there as Parquet, a file a shard, all with one schema
        (``metrics/00001.parquet`` ...).
    out : path, optional
        Folder of the result; a temporary one if not given.
    threads : int
        Threads of each worker's task.
    **asked
        The fields of `detente.Run`.
    """
    if rows_to is not None:
        asked["parquet"] = True
    return study(client, Run(**asked), shards=shards, rows_to=rows_to, out=out, threads=threads, progress=progress)


def sweep(client: Any, sweep: str | None = None, *, shards: int | None = None, rows_to: str | PathLike[str] | None = None,
          out: str | PathLike[str] | None = None, threads: int = 1, progress: Progress = None, **asked: Any) -> Result:
    """Many settings, as `detente.sweep`, made by the workers of a Dask cluster: a shard holds some of the points. The fields of
    `detente.Sweep`; all else as in `run`."""
    request = Sweep(sweep, **asked)
    return study(client, request, shards=shards, rows_to=rows_to, out=out, threads=threads, progress=progress)


def study(client: Any, request: Request, *, shards: int | None, rows_to: str | PathLike[str] | None, out: str | PathLike[str] | None,
          threads: int, progress: Progress) -> Result:
    """A run or sweep in shards."""
    from dask.distributed import as_completed
    from distributed.scheduler import KilledWorker

    request = _with_files(request)
    words = request.words()
    words = ["shard", *words[1:]] if words[0] == "run" else ["shard", *words]
    workers = len(client.scheduler_info(n_workers=-1)["workers"]) or 1
    count = shards or 8 * workers
    rows = None if rows_to is None else str(Path(fspath(rows_to)).absolute())
    if out is None:
        cache_folder().mkdir(parents=True, exist_ok=True)
        out = tempfile.mkdtemp(prefix="distributed-", dir=cache_folder())
    out = Path(fspath(out))
    told = shown(progress)
    # Beside the result, whose disk has the room for it.
    out.absolute().parent.mkdir(parents=True, exist_ok=True)
    with _few_deaths(client), tempfile.TemporaryDirectory(prefix="shards-", dir=out.absolute().parent) as scratch:
        places = range(1, count + 1)
        is_known = isinstance(request, Run) and not any(word.startswith("--set=runs=") for word in words)
        words = [[*words, *part] for part in stretches(count, workers, request.runs if is_known else None)]
        futures = client.map(make_shard, words, places, [threads] * count, [rows] * count, pure=False)
        numbers = dict(zip((future.key for future in futures), places))
        folders = []
        try:
            for done, future in enumerate(as_completed(futures), 1):
                place = numbers[future.key]
                try:
                    files = future.result()
                except KilledWorker as error:
                    raise WorkerDied(
                        f"part {place} of {count} was given up: {DEATHS} workers died that were making it, as for want of memory they do; "
                        f"take more shards, or fewer worlds ({error})"
                    ) from error
                future.release()
                folder = Path(scratch) / str(place)
                folder.mkdir()
                for name, data in files.items():
                    (folder / name).write_bytes(data)
                folders.append(str(folder))
                if told is not None:
                    told(1, done, count)
        finally:
            client.cancel([future for future in futures if not future.done()])
            if isinstance(told, _Bar):
                told.close()
        call(["merge", *folders, "--json", "--no-figures", f"--out={out}", "--force"], False)
    return Result(out)


def stretches(count: int, workers: int, worlds: int | None) -> list[list[str]]:
    """The words that say which part each shard is. Of equal parts the slowest worker makes one while the others have none left; so the last
    ones, one for each worker, are a quarter of the others, and those before them half. Parts of a number that is not known here, or that
    cannot be cut so finely, are equal."""
    small = min(workers, count // 4)
    sizes = [4] * (count - 2 * small) + [2] * small + [1] * small
    # Worlds are cut at multiples of this.
    steps = -(-(worlds or 0) // 32)
    if worlds is None or small == 0 or sum(sizes) > steps:
        return [[f"--part={place}/{count}"] for place in range(1, count + 1)]
    borders = [min(worlds, steps * sum(sizes[:place]) // sum(sizes) * 32) for place in range(count + 1)]
    return [[f"--from={first}", f"--to={last}"] for first, last in zip(borders, borders[1:])]


def make_shard(words: list[str], place: int, threads: int, rows_to: str | None) -> dict[str, bytes]:
    """The files of a shard, made by a worker in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="detente-shard-") as scratch:
        folder = Path(scratch) / "shard"
        _detente.call([*words, f"--out={folder}", f"--threads={threads}", "--quiet"], None)
        if rows_to is not None:
            for file in folder.glob("*.parquet"):
                target = Path(rows_to) / file.stem
                target.mkdir(parents=True, exist_ok=True)
                new = target / f".{place:05}.{Path(scratch).name}"
                shutil.copyfile(file, new)
                # In one piece, whatever becomes of this worker; a shard made twice is the same file twice.
                new.replace(target / f"{place:05}.parquet")
        return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".parquet"}


def _set_allowed(allowed: int, dask_scheduler: Any = None) -> int:
    before: int = dask_scheduler.allowed_failures
    dask_scheduler.allowed_failures = allowed
    return before


@contextmanager
def _few_deaths(client: Any) -> Iterator[None]:
    """Gives a task up when its worker has died `DEATHS` times."""
    before = client.run_on_scheduler(_set_allowed, DEATHS - 1)
    try:
        yield
    finally:
        client.run_on_scheduler(_set_allowed, before)
