"""The US-China race in generative AI over thousands of seeded worlds, for policy what-ifs.

Every number is a conditional what-if under stated assumptions, not a forecast.

>>> import detente as dt
>>> base = dt.run(runs=10_000)
>>> base.metrics.to_pandas()
>>> dt.compare(["no_controls", "strict_controls"]).effects
>>> base.figure("china-lag")
"""

from __future__ import annotations

from typing import Any

from . import _detente
from ._detente import Cancelled, ConfigError, DetenteError, FileError, UsageError, __version__
from ._requests import (
    Adapt,
    Compare,
    Condition,
    Discover,
    Explain,
    Game,
    Request,
    Robust,
    Run,
    Score,
    Sensitivity,
    Sweep,
    Validate,
    Voi,
    texts as _texts,
)
from ._lab import Lab, lab
from ._results import Figure, Result
from ._studies import FUNCTIONS as _FUNCTIONS
from ._studies import cache_folder, call, clear_cache, design_text as _design_text, study
from ._tables import Column, Table

run = _FUNCTIONS["run"]
compare = _FUNCTIONS["compare"]
explain = _FUNCTIONS["explain"]
sweep = _FUNCTIONS["sweep"]
sensitivity = _FUNCTIONS["sensitivity"]
robust = _FUNCTIONS["robust"]
game = _FUNCTIONS["game"]
discover = _FUNCTIONS["discover"]
voi = _FUNCTIONS["voi"]
adapt = _FUNCTIONS["adapt"]
validate = _FUNCTIONS["validate"]
condition = _FUNCTIONS["condition"]
score = _FUNCTIONS["score"]


def open(folder: Any) -> Result:
    """A finished result in a folder, whoever made it."""
    return Result(folder)


def levers() -> Table:
    """The levers of both sides: key, agent, unit, range, meaning."""
    return Table("levers", _detente.levers())


def metrics() -> Table:
    """The metrics of a world: key, unit, kind, which way is better for whom, meaning."""
    return Table("metrics", _detente.metrics())


def parameters(scenario: str = "baseline", worldview: Any = None) -> Table:
    """The parameters of a scenario: key, unit, distribution, range, grade, source, meaning."""
    return Table("parameters", _detente.parameters(scenario, _texts(worldview)))


def policies() -> Table:
    """The policies that can be named: name, title, source, meaning."""
    return Table("policies", _detente.configurations("policy"))


def worldviews() -> Table:
    """The worldviews that can be named: name, title, source, meaning."""
    return Table("worldviews", _detente.configurations("worldview"))


def scenarios() -> Table:
    """The scenarios that can be named: name, title, source, meaning."""
    return Table("scenarios", _detente.configurations("scenario"))


def evaluate(
    points: Any,
    *,
    scenario: str = "baseline",
    policy: Any = None,
    worldview: Any = None,
    set: Any = None,
    runs: int = 256,
    seed: int | None = None,
    threads: int | None = None,
    metrics: Any = None,
) -> Table:
    """Points of a design evaluated in memory, a row each: for optimisers and samplers.

    All points meet the same worlds, so that differences between them are not noise. Of each metric there is its central value (the mean;
    of a year the mean in which `never` counts as the end of the horizon; of a state the share of worlds in which it is the United States)
    and, as ``KEY.se``, its standard error.

    Parameters
    ----------
    points : data frame, dict of columns or list of dicts
        Columns are levers or parameters, with a number in every cell.
    runs : int
        Worlds of each point [worlds].
    metrics : str or list of str, optional
        Series at dates beside the metrics of every world, such as ``china_lag_months@2032`` (the end of the year) or ``@2032-06``.
    """
    found = _detente.evaluate(
        _design_text(points),
        scenario,
        _texts(policy),
        _texts(worldview),
        _texts(set),
        runs,
        seed,
        threads,
        _texts(metrics),
    )
    return Table("points", found)


__all__ = [
    "Adapt",
    "Cancelled",
    "Column",
    "Compare",
    "Condition",
    "ConfigError",
    "DetenteError",
    "Discover",
    "Explain",
    "Figure",
    "FileError",
    "Game",
    "Lab",
    "Request",
    "Result",
    "Robust",
    "Run",
    "Score",
    "Sensitivity",
    "Sweep",
    "Table",
    "UsageError",
    "Validate",
    "Voi",
    "__version__",
    "adapt",
    "cache_folder",
    "call",
    "clear_cache",
    "compare",
    "condition",
    "discover",
    "evaluate",
    "explain",
    "game",
    "lab",
    "levers",
    "metrics",
    "open",
    "parameters",
    "policies",
    "robust",
    "run",
    "scenarios",
    "score",
    "sensitivity",
    "study",
    "sweep",
    "validate",
    "voi",
    "worldviews",
]
