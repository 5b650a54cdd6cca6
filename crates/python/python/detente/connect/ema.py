"""EMA Workbench: the model with its parameters as uncertainties, its levers, and its metrics as outcomes.

>>> model = ema.model(uncertainties=["china.fab_growth_per_year"], levers=["us.chip_controls"], outcomes=["china_lag_months_2030"])
>>> with ema_workbench.MultiprocessingEvaluator(model) as evaluator:
...     experiments, outcomes = evaluator.perform_experiments(scenarios=100, policies=4)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Union

from .. import evaluate
from ._inputs import Inputs, ranges_of

Outcomes = Union[Iterable[str], Mapping[str, str]]
"""Metrics, or metrics with what is wanted of them: `more`, `less` or `info`."""


class Function:
    """The model as a function of keyword arguments; it can be sent to other processes.

    Every call simulates the same worlds, in one thread: the evaluators of EMA Workbench spread the calls.
    """

    def __init__(self, outcomes: list[str], how: dict[str, Any]) -> None:
        self.outcomes = outcomes
        self.how = how
        self.__name__ = "detente"

    def __call__(self, **values: float) -> dict[str, float]:
        found = evaluate([values], metrics=[key for key in self.outcomes if "@" in key], **self.how).to_arrow()
        return {key: found.column(key)[0].as_py() for key in self.outcomes}


def model(
    *,
    uncertainties: Inputs = (),
    levers: Inputs = (),
    outcomes: Outcomes,
    name: str = "detente",
    runs: int = 256,
    threads: int = 1,
    **how: Any,
) -> Any:
    """An `ema_workbench.Model`. Outcomes are central values of metrics over ``runs`` worlds; ``how`` goes to `detente.evaluate`."""
    from ema_workbench import Model, RealParameter, ScalarOutcome

    kinds = {"more": ScalarOutcome.MAXIMIZE, "less": ScalarOutcome.MINIMIZE, "info": ScalarOutcome.INFO}
    wanted = dict(outcomes) if isinstance(outcomes, Mapping) else {key: "info" for key in outcomes}
    function = Function(list(wanted), {"runs": runs, "threads": threads, **how})
    made = Model(name, function=function)

    def real(inputs: Inputs) -> list[Any]:
        return [RealParameter(key, low, high) for key, (low, high) in ranges_of(inputs).items()]

    made.uncertainties = real(uncertainties)
    made.levers = real(levers)
    made.outcomes = [ScalarOutcome(key, kind=kinds[kind]) for key, kind in wanted.items()]
    return made
