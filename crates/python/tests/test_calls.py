"""Interruptions, threads, progress, errors."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time

import detente as dt
import pytest
from conftest import assert_same


def test_other_threads_go_on_while_worlds_run():
    turns = []
    ended = threading.Event()

    def count():
        while not ended.is_set():
            turns.append(time.perf_counter())
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    begun = time.perf_counter()
    dt.run(runs=4000, rows="none")
    took = time.perf_counter() - begun
    ended.set()
    counter.join()
    assert len(turns) > 20 * took, f"{len(turns)} turns in {took:.2f} s"


INTERRUPTED = """
    import os, signal, sys, threading, time
    import detente as dt

    # What runs in the background is started with interruptions ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    before = threading.active_count()
    begun = []

    def progress(stage, done, worlds):
        if done > 0 and not begun:
            begun.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)

    try:
        dt.run(runs=2_000_000, rows="metrics", progress=progress, out=sys.argv[1])
    except KeyboardInterrupt:
        print(time.monotonic() - begun[0], threading.active_count() - before)
        threads = [open(f"/proc/self/task/{task}/comm").read().strip() for task in os.listdir("/proc/self/task")]
        print(threads.count("detente"))
    else:
        raise SystemExit("it was not interrupted")
"""


def test_an_interruption_stops_within_a_second_leaves_no_thread_and_keeps_what_is_finished(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(INTERRUPTED))
    folder = tmp_path / "run"
    done = subprocess.run([sys.executable, script, folder], capture_output=True, text=True, check=True)
    waited, threads, workers = done.stdout.split()
    assert float(waited) < 3.0 and int(threads) == 0 and int(workers) == 0
    assert (folder / "partial/checkpoint.bin").is_file()
    kept = (folder / "partial/metrics.csv").read_bytes().count(b"\n")
    assert kept > 1, "rows of finished worlds are kept"


def test_an_interrupted_cell_goes_on_where_it_stood(tmp_path):
    class Enough(Exception):
        pass

    seen = []

    def stop(stage, done, worlds):
        seen.append(done)
        if done > 0:
            raise Enough

    with pytest.raises(Enough):
        dt.run(runs=60_000, rows="metrics", progress=stop, out=tmp_path / "run")
    resumed = []
    dt.run(runs=60_000, rows="metrics", progress=lambda stage, done, worlds: resumed.append(done), out=tmp_path / "run")
    assert resumed[0] > 0, "it begins with the worlds that were finished"
    dt.run(runs=60_000, rows="metrics", out=tmp_path / "whole")
    assert_same(tmp_path / "run", tmp_path / "whole")


def test_progress_counts_worlds_of_stages():
    told = []
    dt.run(runs=20_000, rows="none", progress=lambda *of: told.append(of))
    assert told[-1] == (1, 20_000, 20_000)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_tqdm_shows_it(capfd):
    pytest.importorskip("tqdm")
    dt.run(runs=20_000, rows="none", progress=True)
    assert "world" in capfd.readouterr().err


def test_an_error_is_an_exception_with_the_message_of_the_program_and_its_parts(program, tmp_path):
    policy = tmp_path / "wrong.toml"
    policy.write_text('name = "wrong"\ntitle = "t"\ndescription = "d"\n\n[levers]\n"us.chip_controls" = 7\n')
    with pytest.raises(dt.ConfigError) as raised:
        dt.run(policy=policy)
    error = raised.value
    assert isinstance(error, dt.DetenteError)
    assert error.file == str(policy) and error.line == 6 and error.key.endswith("us.chip_controls") and error.value == "7"
    assert error.problem in str(error) and error.allowed in str(error) and error.message == str(error)
    said = subprocess.run([_path(program), "run", "--policy", str(policy)], capture_output=True, text=True)
    assert said.stderr.strip() == f"error: {error}"


def _path(program):
    return next(cell.cell_contents for cell in program.__closure__ if isinstance(cell.cell_contents, str))


@pytest.mark.parametrize(
    ("call", "kind", "part"),
    [
        (lambda: dt.run(policy="treatey"), dt.UsageError, "did you mean `treaty`?"),
        (lambda: dt.run("basline"), dt.UsageError, "there is no scenario `basline`"),
        (lambda: dt.run(runs=0), dt.DetenteError, "runs"),
        (lambda: dt.run(runs=-5), dt.UsageError, "allowed: 1 to"),
        (lambda: dt.run(set={"us.chip_control": 1}), dt.ConfigError, "us.chip_controls"),
        (lambda: dt.run(set={"us.chip_controls": 1.5}), dt.ConfigError, "1.5"),
        (lambda: dt.run(rows="some"), dt.UsageError, "allowed: all, metrics, none"),
        (lambda: dt.compare([]), dt.DetenteError, ""),
        (lambda: dt.sweep(), dt.UsageError, "nothing to vary"),
        (lambda: dt.sweep(vary={"us.nothing": "0:1:3"}), dt.DetenteError, "us.nothing"),
        (lambda: dt.sensitivity(method="magic"), dt.UsageError, "morris"),
        (lambda: dt.robust("treaty"), dt.DetenteError, "two"),
        (lambda: dt.game(us=["none", "treaty"]), dt.DetenteError, "china"),
        (lambda: dt.discover("nowhere", where="china_lag_months_2030 < 1"), dt.DetenteError, "nowhere"),
        (lambda: dt.voi(["none", "treaty"], metric="magic"), dt.DetenteError, "magic"),
        (lambda: dt.adapt(side="mars"), dt.UsageError, "us, china"),
        (lambda: dt.validate(facts="nowhere.csv"), dt.DetenteError, "nowhere.csv"),
        (lambda: dt.evaluate([{"us.nothing": 1}]), dt.DetenteError, "us.nothing"),
        (lambda: dt.evaluate([{"us.chip_controls": 7}]), dt.DetenteError, "us.chip_controls"),
        (lambda: dt.parameters(worldview="none"), dt.UsageError, "worldview"),
    ],
)
def test_a_mistake_is_refused_with_its_reason(call, kind, part):
    with pytest.raises(kind) as raised:
        call()
    assert part in str(raised.value)
    assert str(raised.value) == raised.value.message


def test_an_unknown_field_is_refused_as_python_refuses_it():
    with pytest.raises(TypeError, match="polcy"):
        dt.run(polcy="treaty")


def test_errors_can_be_sent_to_other_processes():
    with pytest.raises(dt.ConfigError) as raised:
        dt.run(set={"us.chip_controls": 1.5})
    again = pickle.loads(pickle.dumps(raised.value))
    assert type(again) is dt.ConfigError and str(again) == str(raised.value) and again.key == raised.value.key


def test_calling_costs_little(program, tmp_path):
    """The oracle is the program, which does the same; the figure is printed for docs/python.md."""
    words = ["run", "--runs", "40000", "--rows", "none"]
    times = {"program": [], "python": []}
    for turn in range(3):
        begun = time.perf_counter()
        program(words, tmp_path / f"program-{turn}")
        times["program"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        dt.run(runs=40_000, rows="none", out=tmp_path / f"python-{turn}", progress=False)
        times["python"].append(time.perf_counter() - begun)
    more = min(times["python"]) / min(times["program"]) - 1
    print(f"calling costs {more:+.1%} of {min(times['program']):.2f} s")
    assert more < 0.25
