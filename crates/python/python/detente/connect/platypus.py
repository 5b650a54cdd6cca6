"""platypus-opt: levers to be chosen, metrics to be improved.

>>> problem = platypus.problem(levers=["us.chip_controls", "us.safety"], objectives={"china_lag_months_2030": "more", "cost": "less"})
>>> algorithm = platypus.NSGAII(problem, population_size=48)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import evaluate
from ._inputs import Inputs, ranges_of


def problem(*, levers: Inputs, objectives: Mapping[str, str], **how: Any) -> Any:
    """A `platypus.Problem` whose objectives are central values of metrics, each wanted `more` or `less`, or of series at dates, written in
    full (``china_lag_months@2032``); ``how`` goes to `detente.evaluate`."""
    from platypus import Problem, Real

    ranges = ranges_of(levers)
    keys = list(ranges)
    dates = [key for key in objectives if "@" in key]

    def objectives_of(values: list[float]) -> list[float]:
        found = evaluate([dict(zip(keys, values))], metrics=dates, **how).to_arrow()
        return [found.column(metric)[0].as_py() for metric in objectives]

    made = Problem(len(keys), len(objectives), function=objectives_of)
    made.types[:] = [Real(low, high) for low, high in ranges.values()]
    made.directions[:] = [Problem.MAXIMIZE if wanted == "more" else Problem.MINIMIZE for wanted in objectives.values()]
    return made
