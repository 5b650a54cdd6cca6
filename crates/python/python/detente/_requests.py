"""Requests of the studies: dataclasses whose fields say what they mean, in which unit, and which option of the program they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from typing import Any, Union

Names = Union[str, Sequence[str], None]
"""One name or several: a policy, a worldview, a metric ..."""
Settings = Union[Mapping[str, Union[float, int, bool, str]], Sequence[str], None]
"""Keys and values, such as ``{"us.chip_controls": 0.5}``."""


def asked(help: str, *, option: str | None = None, unit: str = "", default: Any = None, positional: bool = False) -> Any:
    """A field of a request: ``option`` is what the program calls it, where that is not the name of the field."""
    about = {"help": help, "unit": unit, "option": option, "positional": positional}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=about)
    return dataclasses.field(default=default, metadata=about)


def texts(value: Any) -> list[str]:
    """The words for a value of a field, one for each time that the option is given."""
    if value is None or value is False:
        return []
    if isinstance(value, Mapping):
        return [f"{key}={word(one)}" for key, one in value.items()]
    if isinstance(value, (str, bytes, PathLike)) or not isinstance(value, Iterable):
        return [word(value)]
    return [word(one) for one in value]


def word(value: Any) -> str:
    """A value as the command line writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, PathLike):
        return str(fspath(value))
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return ",".join(f"{key}={word(one)}" for key, one in value.items())
    if isinstance(value, Iterable):
        return ",".join(word(one) for one in value)
    if hasattr(value, "item"):
        value = value.item()
    return repr(value)


@dataclasses.dataclass(frozen=True)
class Request:
    """What a study is asked. Fields that are ``None`` are left to the program."""

    COMMAND = ""

    def words(self) -> list[str]:
        """The words of the command line that ask for the same."""
        words = [self.COMMAND]
        options: list[str] = []
        for field in dataclasses.fields(self):
            values = texts(getattr(self, field.name))
            if field.metadata["positional"]:
                words.extend(values)
                continue
            option = field.metadata["option"] or "--" + field.name.replace("_", "-")
            if getattr(self, field.name) is True:
                options.append(option)
                continue
            for value in values:
                # As one word, so that a value that begins with a dash is not taken for an option.
                options.append(f"{option}={value}")
        return words + options


SCENARIO = "scenario by name (see `detente.scenarios()`) or path of a scenario file"
POLICY = "policy by name (see `detente.policies()`) or path, or several"
WORLDVIEW = "worldview by name (see `detente.worldviews()`) or path, or several"
SET = "parameters, levers, mechanisms and settings to change"
EVENT = "named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)"
RUNS = "number of worlds"
UNCONDITIONED = "take worlds as they are drawn, whether or not they agree with what has been recorded"
FACTS = "file of recorded facts; the shipped one if nothing is said"
HISTORIES = "table of histories that worlds agree with the record by (`detente condition` makes one), by name or path"
SEED = "seed of all random draws; the same worlds for the same seed"
UNTIL = "take as many worlds as these rules need, such as 'china_lag_months_2030.mean se<0.2'; `runs` is then the most"


@dataclasses.dataclass(frozen=True)
class Run(Request):
    """One scenario over many worlds: metrics, monthly spreads, events."""

    COMMAND = "run"
    scenario: str = asked(SCENARIO, default="baseline", positional=True)
    policy: Names = asked(POLICY)
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked(RUNS, unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)
    until: Names = asked(UNTIL)
    keep_trajectories: int | None = asked("also keep the monthly series of the first so many worlds one by one", unit="worlds")
    rows: str | None = asked("tables with a row a world: 'metrics' (if not given), 'all' (draws too) or 'none'")
    series: Names = asked("monthly series whose spread over worlds is kept: 'none', 'drawn', 'all', or names; what figures show if not given")
    metric: Names = asked("monthly series at dates, kept in every world beside the metrics, such as 'china_lag_months@2032' or '...@2032-06'")
    parquet: bool = asked("also write the tables as Parquet", default=False)

    def words(self) -> list[str]:
        if self.series is None or isinstance(self.series, str):
            return Request.words(self)
        return Request.words(dataclasses.replace(self, series=",".join(self.series)))


@dataclasses.dataclass(frozen=True)
class Compare(Request):
    """Policies against a reference on the same worlds: paired differences with their uncertainty."""

    COMMAND = "compare"
    policies: Names = asked("policies, or settings such as 'us.chip_controls=0.5'; several joined by + make one alternative", positional=True)
    reference: str | None = asked("what to compare with; the plain scenario if nothing is said")
    scenario: str = asked(SCENARIO, default="baseline")
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked(RUNS, unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)
    until: Names = asked(UNTIL)
    outcome: Names = asked("metrics to rank the policies by; the lead, its cost and the risk if nothing is said")
    payoff: str | None = asked("judge by a payoff, too, under its own and other weights: 'us', 'china' or 'world'")


@dataclasses.dataclass(frozen=True)
class Explain(Request):
    """Why a policy does what it does: its effect broken down by mechanism, and what moves on the way."""

    COMMAND = "explain"
    policy: Names = asked("policy by name or path, or settings such as 'us.chip_controls=0.5'", positional=True)
    reference: str | None = asked("what to compare with; the plain scenario if nothing is said")
    outcome: Names = asked("metrics whose effect is explained; the lead, chip parity and the cost of competition if nothing is said")
    mechanism: Names = asked("mechanisms that are given a part; all that are on if nothing is said")
    scenario: str = asked(SCENARIO, default="baseline")
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked(RUNS, unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)


@dataclasses.dataclass(frozen=True)
class Sweep(Request):
    """Many settings of levers and parameters, each on the same worlds."""

    COMMAND = "sweep"
    sweep: str | None = asked("sweep file by name or path; not needed with `vary` or `design`", positional=True)
    vary: Mapping[str, Any] | Sequence[str] | None = asked("values of levers and parameters: a list of them, or 'low:high:steps'")
    design: Any = asked("points of your own: a CSV or Parquet file, or a data frame whose columns are levers or parameters")
    scenario: str | None = asked(SCENARIO)
    policy: Names = asked("simulate every point under each of these policies; `none` for none; several joined by + make one")
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked("worlds of each point and policy", unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)
    metric: Names = asked("metrics that findings speak of and figures show; tables hold all")
    until: Names = asked(UNTIL)
    worlds: bool = asked("also keep the metrics of every world", default=False)


@dataclasses.dataclass(frozen=True)
class Sensitivity(Request):
    """What an outcome depends on: screening, shares of variance, or one input at a time."""

    COMMAND = "sensitivity"
    scenario: str = asked(SCENARIO, default="baseline", positional=True)
    method: str = asked("'morris', 'sobol' or 'tornado'", default="morris")
    policy: Names = asked(POLICY)
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    input: Names = asked("inputs: parameters as their cards say, levers over their range, 'KEY=LOW:HIGH', or 'china.*'")
    group: Settings = asked("inputs that are moved together: a name and its keys")
    metric: Names = asked("what to explain")
    points: int | None = asked("base points of 'sobol', a power of two")
    trajectories: int | None = asked("trajectories of 'morris'")
    runs: int | None = asked("worlds of 'tornado'", unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)


@dataclasses.dataclass(frozen=True)
class Robust(Request):
    """Policies under several worldviews by many criteria: worst cases, regrets, thresholds, switching values."""

    COMMAND = "robust"
    policies: Names = asked("at least two policies; `none` for none", positional=True)
    worldview: Names = asked("worldviews to judge under; all shipped ones if nothing is said")
    metric: Names = asked("metrics to judge by, such as 'treaty_months:more'")
    threshold: Names = asked("conditions whose worlds are counted, such as 'china_lag_months_2030>6'")
    optimism: float | None = asked("weight of the best worldview in Hurwicz's criterion", unit="share")
    flip: Names = asked("parameters along which the ranking may turn; all uncertain ones if nothing is said")
    flip_worlds: int | None = asked("worlds in which parameters are moved", unit="worlds")
    no_flips: bool = asked("look for no switching values, which take most of the time", default=False)
    scenario: str = asked(SCENARIO, default="baseline")
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked("worlds of each policy and worldview", unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)


@dataclasses.dataclass(frozen=True)
class Game(Request):
    """Strategies of both sides on the same worlds: equilibria, best responses, the value of moving first."""

    COMMAND = "game"
    game: str | None = asked("game file by name or path; not needed with `us` and `china`", positional=True)
    us: Names = asked("strategies of the United States: policies, or `none`; the first is what others are compared with")
    china: Names = asked("strategies of China, in the same way")
    us_payoff: Settings = asked("what the United States wants: metrics and their weights")
    china_payoff: Settings = asked("what China wants: metrics and their weights")
    scenario: str | None = asked(SCENARIO)
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked("worlds of each cell", unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)
    worlds: bool = asked("also keep every world's payoffs", default=False)


@dataclasses.dataclass(frozen=True)
class Discover(Request):
    """In which worlds of finished results a condition holds (PRIM and a tree)."""

    COMMAND = "discover"
    results: Any = asked("results of `run`, `compare` or `sweep`, or their folders", positional=True)
    where: str | None = asked("the condition, such as 'china_lag_months_2030 < 3'")
    under: str | None = asked("which policy of a comparison or sweep to look at")
    input: Names = asked("search among these levers and parameters only; 'china.*' takes all that begin so")
    boxes: int | None = asked("most boxes")
    coverage: float | None = asked("share of the cases of interest that the densest box has to cover", unit="share")
    restrict: int | None = asked("most inputs that a box restricts")
    quasi_p: float | None = asked("open a limit again if its quasi-p value is above this", unit="probability")
    mass: float | None = asked("least share of all worlds in a box", unit="share")
    slice: float | None = asked("share of a box that one step peels off", unit="share")
    by: str | None = asked("what a slice is judged by: 'gain' or 'density'")
    resamples: int | None = asked("resamples that tell how stable the first box is")

    def words(self) -> list[str]:
        folders = self.results if isinstance(self.results, (list, tuple)) else [self.results]
        folders = [getattr(one, "folder", one) for one in folders]
        return Request.words(dataclasses.replace(self, results=folders))


@dataclasses.dataclass(frozen=True)
class Voi(Request):
    """What information is worth before a choice among policies."""

    COMMAND = "voi"
    policies: Names = asked("at least two policies, settings, or `none`", positional=True)
    metric: str | None = asked("judge by this metric; add ':more' or ':less' for which way is better")
    payoff: str | None = asked("judge by a payoff: 'us', 'china' or 'world'")
    group: Settings = asked("parameters whose information is valued together: a name and its keys")
    scenario: str = asked(SCENARIO, default="baseline")
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked(RUNS, unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)


@dataclasses.dataclass(frozen=True)
class Adapt(Request):
    """Trigger rules for one side that beat its best static policy, judged on worlds the search has not seen."""

    COMMAND = "adapt"
    side: str | None = asked("whose policy is searched: 'us' or 'china'", option="--for")
    policies: Names = asked("static policies to be beaten; all shipped ones of the side if nothing is said", positional=True)
    metric: str | None = asked("what to improve; the side's own payoff if nothing is said")
    criterion: str | None = asked("what counts over the worlds: 'mean' or 'worst-tenth'")
    lever: Names = asked("levers that may be moved; all of the side if nothing is said")
    rules: int | None = asked("most rules, 1 to 4")
    candidates: int | None = asked("random candidates of each stage of the search, 8 to 4096")
    held_out: int | None = asked("worlds on which the outcome is judged", unit="worlds")
    scenario: str = asked(SCENARIO, default="baseline")
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked("worlds of the search", unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)


@dataclasses.dataclass(frozen=True)
class Validate(Request):
    """The simulated history against the recorded one."""

    COMMAND = "validate"
    scenario: str = asked(SCENARIO, default="baseline", positional=True)
    policy: Names = asked(POLICY)
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked(RUNS, unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)
    facts: str | PathLike[str] | None = asked(FACTS)


@dataclasses.dataclass(frozen=True)
class Condition(Request):
    """Histories that agree with what has been recorded, for other studies to read their worlds by (their `histories`)."""

    COMMAND = "condition"
    scenario: str = asked(SCENARIO, default="baseline", positional=True)
    policy: Names = asked(POLICY)
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked(RUNS, unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)
    facts: str | PathLike[str] | None = asked(FACTS)
    until: str | None = asked("last month whose facts count, such as '2025-06'; the last month of recorded policy if nothing is said")
    rows: int | None = asked("number of histories to find")
    sweeps: int | None = asked("how often each draw of a history is proposed to change")


@dataclasses.dataclass(frozen=True)
class Score(Request):
    """Forecasts from earlier dates with what was known then, against what came after and against extrapolations."""

    COMMAND = "score"
    scenario: str = asked(SCENARIO, default="baseline", positional=True)
    policy: Names = asked(POLICY)
    worldview: Names = asked(WORLDVIEW)
    set: Settings = asked(SET)
    event: Names = asked(EVENT)
    runs: int | None = asked(RUNS, unit="worlds")
    seed: int | None = asked(SEED)
    unconditioned: bool = asked(UNCONDITIONED, default=False)
    histories: str | PathLike[str] | None = asked(HISTORIES)
    facts: str | PathLike[str] | None = asked(FACTS)
    origins: Names = asked("last months whose facts are known, such as '2024-06'; four dates if nothing is said", option="--from")
    rows: int | None = asked("histories that agree with what was known, at each origin")
    sweeps: int | None = asked("how often each draw of a history is proposed to change")


REQUESTS: tuple[type[Request], ...] = (Run, Compare, Explain, Sweep, Sensitivity, Robust, Game, Discover, Voi, Adapt, Validate, Condition, Score)
"""The requests of all studies."""
