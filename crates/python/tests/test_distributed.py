"""Shards on a Dask cluster of processes: the bytes of one machine, whatever happens to workers."""

from __future__ import annotations

import os
import signal
import threading
import time

import detente as dt
import pytest
from conftest import assert_same

distributed = pytest.importorskip("distributed")
from detente import distributed as beyond  # noqa: E402


@pytest.fixture(scope="module")
def client():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            yield client


def test_a_run_in_shards_is_the_run(client, tmp_path):
    one = dt.run(runs=700, policy="treaty", out=tmp_path / "one")
    many = beyond.run(client, runs=700, policy="treaty", shards=5, out=tmp_path / "many")
    assert many.digest == one.digest
    assert_same(one.folder, many.folder)


def test_a_sweep_in_shards_is_the_sweep(client, tmp_path):
    asked = dict(vary={"us.chip_controls": [0, 0.25, 0.5, 1]}, policy=["none", "treaty"], runs=16)
    one = dt.sweep(**asked, out=tmp_path / "one")
    many = beyond.sweep(client, **asked, shards=3, out=tmp_path / "many")
    assert_same(one.folder, many.folder)


def test_rows_go_to_parquet_files_of_one_schema(client, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    many = beyond.run(client, runs=320, shards=4, rows_to=tmp_path / "rows", out=tmp_path / "many")
    files = sorted((tmp_path / "rows/metrics").iterdir())
    assert [file.name for file in files] == [f"{place:05}.parquet" for place in range(1, 5)]
    assert len({str(parquet.read_schema(file)) for file in files}) == 1
    table = parquet.read_table(tmp_path / "rows/metrics")
    assert table["run"].to_pylist() == many.metrics["run"].tolist()
    # Files for readers have seven digits, Parquet has all.
    assert table["us_spending_usd_bn"].to_pylist() == pytest.approx(many.metrics["us_spending_usd_bn"].tolist(), rel=5e-7)


def test_a_worker_that_is_killed_changes_no_byte(client, tmp_path):
    victim = next(iter(client.run(os.getpid).values()))
    killed = []

    def kill(stage, done, worlds):
        if not killed:
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    many = beyond.run(client, runs=40_000, rows="none", shards=10, progress=kill, out=tmp_path / "many")
    assert killed == [victim] and victim not in client.run(os.getpid).values()
    one = dt.run(runs=40_000, rows="none", out=tmp_path / "one")
    assert_same(one.folder, many.folder)


def test_a_shard_whose_worker_dies_three_times_is_an_error(client, monkeypatch, tmp_path):
    deaths = tmp_path / "deaths"
    monkeypatch.setattr(beyond, "make_shard", _Deadly(str(deaths)))
    with pytest.raises(beyond.WorkerDied, match=r"part 1 of 1 was given up: 3 workers died"):
        beyond.run(client, runs=64, shards=1, out=tmp_path / "never")
    assert deaths.read_text() == "x" * beyond.DEATHS
    assert not (tmp_path / "never").exists()


class _Deadly:
    """Kills the process that does it, and says so first."""

    def __init__(self, path):
        self.path = path

    def __call__(self, *args):
        import os
        import signal

        with open(self.path, "a") as deaths:
            deaths.write("x")
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_mistake_in_a_shard_is_the_error_of_the_program(client, tmp_path):
    with pytest.raises(dt.UsageError, match="did you mean `treaty`"):
        beyond.run(client, runs=64, policy="treatey", shards=2, out=tmp_path / "never")
    with pytest.raises(dt.UsageError, match="can be cut into 2 parts at most"):
        beyond.run(client, runs=64, shards=5, out=tmp_path / "never")


def test_two_workers_share_the_work(client):
    """Of time on processors, not of the clock, which other work on a machine stretches: each does about half."""
    before = client.run(_processor_time)
    beyond.run(client, runs=40_000, rows="none", shards=8)
    after = client.run(_processor_time)
    used = sorted(after[worker] - before.get(worker, 0.0) for worker in after)
    assert used[0] > 0.3 * sum(used), used


def _processor_time():
    import time

    return time.process_time()


def test_stretches_are_all_worlds_and_the_last_are_small():
    for count, workers, worlds in [(16, 2, 400_000), (8, 2, 40_007), (64, 16, 10**6), (5, 1, 7000), (4, 100, 10**5)]:
        parts = [[int(word.split("=")[1]) for word in words] for words in beyond.stretches(count, workers, worlds)]
        assert len(parts) == count and parts[0][0] == 0 and parts[-1][1] == worlds
        assert all(one[1] == two[0] for one, two in zip(parts, parts[1:]))
        assert all(first % 32 == 0 and first < last for first, last in parts)
        sizes = [last - first for first, last in parts]
        assert sizes[-1] < 0.3 * sizes[0] + 32 and sorted(sizes, reverse=True)[0] <= 1.1 * sizes[0]
    # What cannot be cut so finely, or is not known here, is cut into equal parts by the program.
    for count, worlds in [(5, 64), (3, 10**6), (8, None)]:
        assert beyond.stretches(count, 2, worlds) == [[f"--part={place}/{count}"] for place in range(1, count + 1)]
