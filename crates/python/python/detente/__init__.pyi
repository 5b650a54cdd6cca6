# Made by `python -m detente._stubs`.
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

from . import connect as connect
from . import distributed as distributed
from ._detente import Cancelled as Cancelled
from ._detente import ConfigError as ConfigError
from ._detente import DetenteError as DetenteError
from ._detente import FileError as FileError
from ._detente import UsageError as UsageError
from ._detente import __version__ as __version__
from ._requests import Adapt as Adapt
from ._requests import Compare as Compare
from ._requests import Condition as Condition
from ._requests import Discover as Discover
from ._requests import Explain as Explain
from ._requests import Game as Game
from ._requests import Names
from ._requests import Request as Request
from ._requests import Robust as Robust
from ._requests import Run as Run
from ._requests import Score as Score
from ._requests import Sensitivity as Sensitivity
from ._requests import Settings
from ._requests import Sweep as Sweep
from ._requests import Validate as Validate
from ._requests import Voi as Voi
from ._lab import Lab as Lab
from ._lab import lab as lab
from ._results import Figure as Figure
from ._results import Result as Result
from ._studies import Progress
from ._studies import cache_folder as cache_folder
from ._studies import call as call
from ._studies import clear_cache as clear_cache
from ._studies import study as study
from ._tables import Column as Column
from ._tables import Table as Table

def open(folder: str | PathLike[str]) -> Result: ...
def levers() -> Table: ...
def metrics() -> Table: ...
def parameters(scenario: str = "baseline", worldview: Names = None) -> Table: ...
def policies() -> Table: ...
def worldviews() -> Table: ...
def scenarios() -> Table: ...
def evaluate(
    points: Any,
    *,
    scenario: str = "baseline",
    policy: Names = None,
    worldview: Names = None,
    set: Settings = None,
    runs: int = 256,
    seed: int | None = None,
    threads: int | None = None,
    metrics: Names = None,
) -> Table: ...
def run(
    scenario: str = "baseline",
    *,
    policy: Names = None,
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    until: Names = None,
    keep_trajectories: int | None = None,
    rows: str | None = None,
    series: Names = None,
    metric: Names = None,
    parquet: bool = False,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """One scenario over many worlds: metrics, monthly spreads, events.

    Parameters
    ----------
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    policy : Names
        policy by name (see `detente.policies()`) or path, or several
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        number of worlds [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    until : Names
        take as many worlds as these rules need, such as 'china_lag_months_2030.mean se<0.2'; `runs` is then the most
    keep_trajectories : int | None
        also keep the monthly series of the first so many worlds one by one [worlds]
    rows : str | None
        tables with a row a world: 'metrics' (if not given), 'all' (draws too) or 'none'
    series : Names
        monthly series whose spread over worlds is kept: 'none', 'drawn', 'all', or names; what figures show if not given
    metric : Names
        monthly series at dates, kept in every world beside the metrics, such as 'china_lag_months@2032' or '...@2032-06'
    parquet : bool
        also write the tables as Parquet
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def compare(
    policies: Names = None,
    *,
    reference: str | None = None,
    scenario: str = "baseline",
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    until: Names = None,
    outcome: Names = None,
    payoff: str | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Policies against a reference on the same worlds: paired differences with their uncertainty.

    Parameters
    ----------
    policies : Names
        policies, or settings such as 'us.chip_controls=0.5'; several joined by + make one alternative
    reference : str | None
        what to compare with; the plain scenario if nothing is said
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        number of worlds [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    until : Names
        take as many worlds as these rules need, such as 'china_lag_months_2030.mean se<0.2'; `runs` is then the most
    outcome : Names
        metrics to rank the policies by; the lead, its cost and the risk if nothing is said
    payoff : str | None
        judge by a payoff, too, under its own and other weights: 'us', 'china' or 'world'
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def explain(
    policy: Names = None,
    *,
    reference: str | None = None,
    outcome: Names = None,
    mechanism: Names = None,
    scenario: str = "baseline",
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Why a policy does what it does: its effect broken down by mechanism, and what moves on the way.

    Parameters
    ----------
    policy : Names
        policy by name or path, or settings such as 'us.chip_controls=0.5'
    reference : str | None
        what to compare with; the plain scenario if nothing is said
    outcome : Names
        metrics whose effect is explained; the lead, chip parity and the cost of competition if nothing is said
    mechanism : Names
        mechanisms that are given a part; all that are on if nothing is said
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        number of worlds [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def sweep(
    sweep: str | None = None,
    *,
    vary: Mapping[str, Any] | Sequence[str] | None = None,
    design: Any = None,
    scenario: str | None = None,
    policy: Names = None,
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    metric: Names = None,
    until: Names = None,
    worlds: bool = False,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Many settings of levers and parameters, each on the same worlds.

    Parameters
    ----------
    sweep : str | None
        sweep file by name or path; not needed with `vary` or `design`
    vary : Mapping[str, Any] | Sequence[str] | None
        values of levers and parameters: a list of them, or 'low:high:steps'
    design : Any
        points of your own: a CSV or Parquet file, or a data frame whose columns are levers or parameters
    scenario : str | None
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    policy : Names
        simulate every point under each of these policies; `none` for none; several joined by + make one
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        worlds of each point and policy [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    metric : Names
        metrics that findings speak of and figures show; tables hold all
    until : Names
        take as many worlds as these rules need, such as 'china_lag_months_2030.mean se<0.2'; `runs` is then the most
    worlds : bool
        also keep the metrics of every world
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def sensitivity(
    scenario: str = "baseline",
    *,
    method: str = "morris",
    policy: Names = None,
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    input: Names = None,
    group: Settings = None,
    metric: Names = None,
    points: int | None = None,
    trajectories: int | None = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """What an outcome depends on: screening, shares of variance, or one input at a time.

    Parameters
    ----------
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    method : str
        'morris', 'sobol' or 'tornado'
    policy : Names
        policy by name (see `detente.policies()`) or path, or several
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    input : Names
        inputs: parameters as their cards say, levers over their range, 'KEY=LOW:HIGH', or 'china.*'
    group : Settings
        inputs that are moved together: a name and its keys
    metric : Names
        what to explain
    points : int | None
        base points of 'sobol', a power of two
    trajectories : int | None
        trajectories of 'morris'
    runs : int | None
        worlds of 'tornado' [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def robust(
    policies: Names = None,
    *,
    worldview: Names = None,
    metric: Names = None,
    threshold: Names = None,
    optimism: float | None = None,
    flip: Names = None,
    flip_worlds: int | None = None,
    no_flips: bool = False,
    scenario: str = "baseline",
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Policies under several worldviews by many criteria: worst cases, regrets, thresholds, switching values.

    Parameters
    ----------
    policies : Names
        at least two policies; `none` for none
    worldview : Names
        worldviews to judge under; all shipped ones if nothing is said
    metric : Names
        metrics to judge by, such as 'treaty_months:more'
    threshold : Names
        conditions whose worlds are counted, such as 'china_lag_months_2030>6'
    optimism : float | None
        weight of the best worldview in Hurwicz's criterion [share]
    flip : Names
        parameters along which the ranking may turn; all uncertain ones if nothing is said
    flip_worlds : int | None
        worlds in which parameters are moved [worlds]
    no_flips : bool
        look for no switching values, which take most of the time
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        worlds of each policy and worldview [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def game(
    game: str | None = None,
    *,
    us: Names = None,
    china: Names = None,
    us_payoff: Settings = None,
    china_payoff: Settings = None,
    scenario: str | None = None,
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    worlds: bool = False,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Strategies of both sides on the same worlds: equilibria, best responses, the value of moving first.

    Parameters
    ----------
    game : str | None
        game file by name or path; not needed with `us` and `china`
    us : Names
        strategies of the United States: policies, or `none`; the first is what others are compared with
    china : Names
        strategies of China, in the same way
    us_payoff : Settings
        what the United States wants: metrics and their weights
    china_payoff : Settings
        what China wants: metrics and their weights
    scenario : str | None
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        worlds of each cell [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    worlds : bool
        also keep every world's payoffs
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def discover(
    results: Any = None,
    *,
    where: str | None = None,
    under: str | None = None,
    input: Names = None,
    boxes: int | None = None,
    coverage: float | None = None,
    restrict: int | None = None,
    quasi_p: float | None = None,
    mass: float | None = None,
    slice: float | None = None,
    by: str | None = None,
    resamples: int | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """In which worlds of finished results a condition holds (PRIM and a tree).

    Parameters
    ----------
    results : Any
        results of `run`, `compare` or `sweep`, or their folders
    where : str | None
        the condition, such as 'china_lag_months_2030 < 3'
    under : str | None
        which policy of a comparison or sweep to look at
    input : Names
        search among these levers and parameters only; 'china.*' takes all that begin so
    boxes : int | None
        most boxes
    coverage : float | None
        share of the cases of interest that the densest box has to cover [share]
    restrict : int | None
        most inputs that a box restricts
    quasi_p : float | None
        open a limit again if its quasi-p value is above this [probability]
    mass : float | None
        least share of all worlds in a box [share]
    slice : float | None
        share of a box that one step peels off [share]
    by : str | None
        what a slice is judged by: 'gain' or 'density'
    resamples : int | None
        resamples that tell how stable the first box is
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def voi(
    policies: Names = None,
    *,
    metric: str | None = None,
    payoff: str | None = None,
    group: Settings = None,
    scenario: str = "baseline",
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """What information is worth before a choice among policies.

    Parameters
    ----------
    policies : Names
        at least two policies, settings, or `none`
    metric : str | None
        judge by this metric; add ':more' or ':less' for which way is better
    payoff : str | None
        judge by a payoff: 'us', 'china' or 'world'
    group : Settings
        parameters whose information is valued together: a name and its keys
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        number of worlds [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def adapt(
    policies: Names = None,
    *,
    side: str | None = None,
    metric: str | None = None,
    criterion: str | None = None,
    lever: Names = None,
    rules: int | None = None,
    candidates: int | None = None,
    held_out: int | None = None,
    scenario: str = "baseline",
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Trigger rules for one side that beat its best static policy, judged on worlds the search has not seen.

    Parameters
    ----------
    side : str | None
        whose policy is searched: 'us' or 'china'
    policies : Names
        static policies to be beaten; all shipped ones of the side if nothing is said
    metric : str | None
        what to improve; the side's own payoff if nothing is said
    criterion : str | None
        what counts over the worlds: 'mean' or 'worst-tenth'
    lever : Names
        levers that may be moved; all of the side if nothing is said
    rules : int | None
        most rules, 1 to 4
    candidates : int | None
        random candidates of each stage of the search, 8 to 4096
    held_out : int | None
        worlds on which the outcome is judged [worlds]
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        worlds of the search [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def validate(
    scenario: str = "baseline",
    *,
    policy: Names = None,
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    facts: str | PathLike[str] | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """The simulated history against the recorded one.

    Parameters
    ----------
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    policy : Names
        policy by name (see `detente.policies()`) or path, or several
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        number of worlds [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    facts : str | PathLike[str] | None
        file of recorded facts; the shipped one if nothing is said
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def condition(
    scenario: str = "baseline",
    *,
    policy: Names = None,
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    facts: str | PathLike[str] | None = None,
    until: str | None = None,
    rows: int | None = None,
    sweeps: int | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Histories that agree with what has been recorded, for other studies to read their worlds by (their `histories`).

    Parameters
    ----------
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    policy : Names
        policy by name (see `detente.policies()`) or path, or several
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        number of worlds [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    facts : str | PathLike[str] | None
        file of recorded facts; the shipped one if nothing is said
    until : str | None
        last month whose facts count, such as '2025-06'; the last month of recorded policy if nothing is said
    rows : int | None
        number of histories to find
    sweeps : int | None
        how often each draw of a history is proposed to change
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
def score(
    scenario: str = "baseline",
    *,
    policy: Names = None,
    worldview: Names = None,
    set: Settings = None,
    event: Names = None,
    runs: int | None = None,
    seed: int | None = None,
    unconditioned: bool = False,
    histories: str | PathLike[str] | None = None,
    facts: str | PathLike[str] | None = None,
    origins: Names = None,
    rows: int | None = None,
    sweeps: int | None = None,
    out: str | PathLike[str] | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: Progress = None,
) -> Result:
    """Forecasts from earlier dates with what was known then, against what came after and against extrapolations.

    Parameters
    ----------
    scenario : str
        scenario by name (see `detente.scenarios()`) or path of a scenario file
    policy : Names
        policy by name (see `detente.policies()`) or path, or several
    worldview : Names
        worldview by name (see `detente.worldviews()`) or path, or several
    set : Settings
        parameters, levers, mechanisms and settings to change
    event : Names
        named events to move or remove, such as 'r1=never' or 'taiwan=2028-01' (see `detente list --events`)
    runs : int | None
        number of worlds [worlds]
    seed : int | None
        seed of all random draws; the same worlds for the same seed
    unconditioned : bool
        take worlds as they are drawn, whether or not they agree with what has been recorded
    histories : str | PathLike[str] | None
        table of histories that worlds agree with the record by (`detente condition` makes one), by name or path
    facts : str | PathLike[str] | None
        file of recorded facts; the shipped one if nothing is said
    origins : Names
        last months whose facts are known, such as '2024-06'; four dates if nothing is said
    rows : int | None
        histories that agree with what was known, at each origin
    sweeps : int | None
        how often each draw of a history is proposed to change
    out : path, optional
        Folder of the result; a folder of `cache_folder()` that belongs to this request if not given.
    threads : int, optional
        Threads; all processors if not given. Results are the same for any number.
    force : bool
        Make the result again, or replace another in `out`.
    progress : callable or bool, optional
        Called with the number of the stage, the worlds that are done, and the worlds of the stage; a bar by tqdm if not given, where that is
        installed and somebody looks.

    Returns
    -------
    Result
    """
