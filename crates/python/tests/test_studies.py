"""Every study as a function: the same bytes as the program, and requests that say what they mean."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess

import detente as dt
import pytest
from conftest import assert_same
from detente._requests import REQUESTS
from detente._stubs import stub

CASES = {
    "run": (dict(policy="no_controls", set={"china.mandate": 0}, runs=64, seed=3),
            ["run", "baseline", "--policy", "no_controls", "--set", "china.mandate=0", "--runs", "64", "--seed", "3"]),
    "compare": (dict(policies=["no_controls", "us.chip_controls=0.5"], runs=64),
                ["compare", "no_controls", "us.chip_controls=0.5", "--runs", "64"]),
    "explain": (dict(policy="no_controls", outcome=["china_lag_months_2030", "us_payoff"], mechanism=["chip_controls", "mandate"], runs=256),
                ["explain", "no_controls", "--outcome", "china_lag_months_2030", "--outcome", "us_payoff", "--mechanism", "chip_controls",
                 "--mechanism", "mandate", "--runs", "256"]),
    "sweep": (dict(vary={"us.chip_controls": "0:1:3"}, policy=["none", "treaty"], runs=16),
              ["sweep", "--vary", "us.chip_controls=0:1:3", "--policy", "none", "--policy", "treaty", "--runs", "16"]),
    "sensitivity": (dict(method="sobol", input=["us.chip_controls", "china.fab_growth_per_year"], points=16),
                    ["sensitivity", "--method", "sobol", "--input", "us.chip_controls", "--input", "china.fab_growth_per_year", "--points", "16"]),
    "robust": (dict(policies=["none", "treaty"], worldview="short_timelines", no_flips=True, runs=32),
               ["robust", "none", "treaty", "--worldview", "short_timelines", "--no-flips", "--runs", "32"]),
    "game": (dict(us=["none", "no_controls"], china=["none", "china_subsidy_surge"], runs=32),
             ["game", "--us", "none", "--us", "no_controls", "--china", "none", "--china", "china_subsidy_surge", "--runs", "32"]),
    "voi": (dict(policies=["none", "treaty"], payoff="us", runs=256), ["voi", "none", "treaty", "--payoff", "us", "--runs", "256"]),
    "adapt": (dict(side="us", runs=64, held_out=64, candidates=8, rules=1),
              ["adapt", "--for", "us", "--runs", "64", "--held-out", "64", "--candidates", "8", "--rules", "1"]),
    "validate": (dict(runs=64), ["validate", "--runs", "64"]),
    "condition": (dict(rows=8, sweeps=3), ["condition", "--rows", "8", "--sweeps", "3"]),
    "score": (dict(origins="2025-01", rows=8, sweeps=3), ["score", "--from", "2025-01", "--rows", "8", "--sweeps", "3"]),
}
HOW = {"--out", "--force", "--resume", "--threads", "--instructions", "--no-figures", "--xlsx", "--quiet", "--json", "--profile", "--checkpoint-every", "--help", "--version"}
"""Options that change no result: `out`, `threads`, `force`, `progress` of every function stand in their place."""


@pytest.mark.parametrize("kind", CASES)
def test_a_study_gives_the_bytes_of_the_program(kind, program, tmp_path):
    asked, words = CASES[kind]
    result = getattr(dt, kind)(**asked, out=tmp_path / "python")
    folder = program(words, tmp_path / "program")
    assert result.digest == dt.open(folder).digest
    assert result.kind == kind
    assert_same(result.folder, folder)


@pytest.mark.parametrize("request_type", REQUESTS)
def test_whatever_can_be_asked_of_the_program_is_a_field(request_type, built):
    help = subprocess.run([built, request_type.COMMAND, "--help"], check=True, capture_output=True, text=True).stdout
    options = set(re.findall(r"^ {6}(--[a-z-]+)", help, re.MULTILINE)) - HOW
    if request_type is dt.Compare:
        options -= {"--policy"}  # Another way to name what stands first.
    fields = [field for field in dataclasses.fields(request_type) if not field.metadata["positional"]]
    known = {field.metadata["option"] or "--" + field.name.replace("_", "-") for field in fields}
    assert options == known


def test_worlds_of_a_table_of_histories_and_series_by_name(tmp_path):
    found = dt.condition(rows=8, sweeps=3, out=tmp_path / "found")
    conditioned = dt.run(runs=32, histories=found.folder / "histories.csv", series=["china.lag_months", "us.migration"])
    assert set(conditioned.trajectories["variable"].tolist()) == {"lag_months", "migration"}
    assert conditioned.digest != dt.run(runs=32, series=["china.lag_months", "us.migration"]).digest


def test_a_discovery_reads_results_of_other_studies(program, tmp_path):
    base = dt.run(runs=400, out=tmp_path / "base")
    found = dt.discover(base, where="china_lag_months_2030 < 12", resamples=10, out=tmp_path / "python")
    words = ["discover", str(tmp_path / "base"), "--where", "china_lag_months_2030 < 12", "--resamples", "10"]
    assert_same(found.folder, program(words, tmp_path / "program"))


def test_the_digest_is_the_key_of_the_manifest_and_the_cache_is_used_again(cache):
    result = dt.run(runs=32)
    assert len(result.digest) == 64 and result.digest == result.manifest["key"]
    written = (result.folder / "manifest.json").stat().st_mtime_ns
    again = dt.run(runs=32)
    assert again.folder == result.folder and (again.folder / "manifest.json").stat().st_mtime_ns == written
    assert dt.run(runs=32, seed=9).digest != result.digest
    dt.clear_cache()
    assert not cache.exists()


def test_a_changed_design_of_the_same_name_is_simulated_anew(tmp_path):
    design = tmp_path / "design.csv"
    design.write_text("us.chip_controls\n0\n1\n")
    two = dt.sweep(design=design, runs=8)
    design.write_text("us.chip_controls\n0\n0.5\n1\n")
    three = dt.sweep(design=design, runs=8)
    assert (len(two.points), len(three.points)) == (2, 3)


def test_a_data_frame_is_a_design():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"us.chip_controls": [0.0, 0.5], "us.enforcement": [0.25, 1.0]})
    points = dt.sweep(design=frame, runs=8).design.to_pandas()
    assert points["us.chip_controls"].tolist() == [0.0, 0.5]
    assert points["us.enforcement"].tolist() == [0.25, 1.0]
    frame.loc[1, "us.enforcement"] = float("nan")
    with pytest.raises(dt.ConfigError, match="the cell is empty") as raised:
        dt.sweep(design=frame, runs=8)
    assert raised.value.line == 3


@pytest.mark.parametrize("request_type", REQUESTS)
def test_a_request_says_what_each_of_its_fields_means(request_type):
    function = getattr(dt, request_type.COMMAND)
    parameters = inspect.signature(function).parameters
    for field in dataclasses.fields(request_type):
        assert len(field.metadata["help"]) > 8, field.name
        assert field.name in parameters
        assert field.metadata["help"] in function.__doc__
        if field.metadata["unit"]:
            assert f"[{field.metadata['unit']}]" in function.__doc__


def test_the_type_stub_is_that_of_the_functions():
    from pathlib import Path

    path = Path(dt.__file__).with_suffix(".pyi")
    assert path.read_text(encoding="utf-8") == stub(), "write it anew: python -m detente._stubs"


def test_levers_parameters_metrics_and_policies_are_tables_with_meaning_unit_and_source():
    for table, columns in [
        (dt.levers(), {"key", "agent", "unit", "low", "high", "meaning"}),
        (dt.parameters(), {"key", "unit", "distribution", "grade", "source", "meaning"}),
        (dt.metrics(), {"key", "unit", "kind", "meaning"}),
        (dt.policies(), {"name", "title", "source", "meaning"}),
        (dt.worldviews(), {"name", "title", "source", "meaning"}),
        (dt.scenarios(), {"name", "title", "source", "meaning"}),
    ]:
        assert columns <= {column.name for column in table.columns}
        assert len(table) > 0
        assert all(meaning for meaning in table["meaning"])
    assert "treaty" in list(dt.policies()["name"])
    assert dt.parameters(worldview="fast_fabs")["distribution"].tolist() != dt.parameters()["distribution"].tolist()


def test_points_are_evaluated_as_a_sweep_evaluates_them():
    points = [{"us.chip_controls": 0.0}, {"us.chip_controls": 1.0}]
    found = dt.evaluate(points, policy="treaty", runs=32)
    swept = dt.sweep(design={"us.chip_controls": [0.0, 1.0]}, policy="treaty", runs=32).points
    for key in ("china_lag_months_2030", "us_spending_usd_bn"):
        # The table of a sweep is read from its file, which has seven digits.
        assert found[key].tolist() == pytest.approx(swept[key].tolist(), rel=5e-7)
