"""SALib: a problem for its samplers, and the model for what they sample.

>>> problem = salib.problem(["china.fab_growth_per_year", "us.chip_controls"])
>>> X = SALib.sample.sobol.sample(problem, 512)
>>> Y = salib.evaluate(problem, X, "china_lag_months_2030", runs=256)
>>> SALib.analyze.sobol.analyze(problem, Y)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import evaluate as _evaluate
from ._inputs import Inputs, ranges_of


def problem(inputs: Inputs, *, groups: Mapping[str, Sequence[str]] | None = None) -> dict[str, Any]:
    """SALib's description of inputs: names, bounds, and groups if there are any. Parameters are sampled evenly over their range."""
    ranges = ranges_of(inputs)
    found: dict[str, Any] = {"num_vars": len(ranges), "names": list(ranges), "bounds": [list(one) for one in ranges.values()]}
    if groups:
        of = {key: name for name, keys in groups.items() for key in keys}
        found["groups"] = [of.get(key, key) for key in ranges]
    return found


def evaluate(problem: Mapping[str, Any], X: Any, metric: str, **how: Any) -> Any:
    """The central value of a metric (see `detente.evaluate`), or of a series at a date, written in full, for each row of a sample, as a NumPy array; ``how`` goes to
    `detente.evaluate`: scenario, policy, worldview, set, runs, seed, threads."""
    points = {name: [float(row[place]) for row in X] for place, name in enumerate(problem["names"])}
    return _evaluate(points, metrics=[metric] if "@" in metric else None, **how)[metric]
