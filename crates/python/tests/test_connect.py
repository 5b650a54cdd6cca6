"""The model in other people's packages, the real ones."""

from __future__ import annotations

import detente as dt
import pytest

LAG = "china_lag_months_2030"
INPUTS = ["china.fab_growth_per_year", "us.chip_controls"]


def test_salib_finds_what_our_own_analysis_finds():
    """The oracle is `detente.sensitivity`, which takes other points and estimators: shares of variance within sampling error."""
    pytest.importorskip("SALib")
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    from detente.connect import salib

    ranges = {"us.chip_controls": (0.0, 1.0), "us.enforcement": (0.0, 1.0)}
    problem = salib.problem(ranges)
    assert problem == {"num_vars": 2, "names": list(ranges), "bounds": [[0.0, 1.0], [0.0, 1.0]]}
    X = sampling.sample(problem, 64, calc_second_order=False, seed=1)
    Y = salib.evaluate(problem, X, LAG, runs=64)
    assert Y.shape == (len(X),)
    found = analysis.analyze(problem, Y, calc_second_order=False, seed=1)
    total = dict(zip(problem["names"], found["ST"]))
    # China's own rules keep most foreign chips out whatever American ones do.
    assert total["us.chip_controls"] > 0.05
    assert 0.8 < sum(found["S1"]) < 1.2
    grouped = salib.problem(ranges, groups={"controls": list(ranges)})
    assert grouped["groups"] == ["controls", "controls"]


def test_unknown_and_fixed_inputs_are_refused():
    from detente.connect import salib

    with pytest.raises(KeyError, match="us.nothing"):
        salib.problem(["us.nothing"])


def test_gambit_finds_the_equilibria_of_a_game():
    pygambit = pytest.importorskip("pygambit")
    from detente.connect import gambit

    result = dt.game(us=["none", "no_controls", "strict_controls"], china=["none", "china_subsidy_surge"], runs=128)
    game = gambit.game(result)
    cells = result.cells.to_arrow().to_pylist()
    assert len(cells) == 6
    labels = [game.get_strategies(player) for player in ("United States", "China")]
    us, china = game.to_arrays(dtype=float)
    for cell in cells:
        place = labels[0].index(cell["us"]), labels[1].index(cell["china"])
        assert abs(us[place] - cell["us_payoff"]) < 1e-9 and abs(china[place] - cell["china_payoff"]) < 1e-9
    found = pygambit.nash.enummixed_solve(game, rational=False).equilibria
    equilibria = result.equilibria.to_arrow().to_pylist()
    ours = {number: {} for number in {row["equilibrium"] for row in equilibria}}
    for row in equilibria:
        ours[row["equilibrium"]][row["side"], row["strategy"]] = row["chance"]
    theirs = []
    for profile in found:
        chances = {}
        for player, side in (("United States", "us"), ("China", "china")):
            for strategy in game.get_strategies(player):
                chance = float(profile[player][strategy])
                if chance > 1e-9:
                    chances[side, strategy] = chance
        theirs.append(chances)
    assert len(theirs) == len(ours)
    for chances in ours.values():
        chances = {key: chance for key, chance in chances.items() if chance}
        assert any(set(one) == set(chances) and all(abs(one[key] - chances[key]) < 1e-5 for key in chances) for one in theirs)


def test_ema_workbench_runs_the_model_and_prim_finds_the_lever():
    ema = pytest.importorskip("ema_workbench")
    from ema_workbench.analysis import prim

    from detente.connect import ema as connect

    model = connect.model(
        uncertainties=["china.fab_growth_per_year"],
        levers={"us.chip_controls": (0.0, 1.0)},
        outcomes=[LAG, "us_spending_usd_bn"],
        runs=32,
    )
    with ema.SequentialEvaluator(model) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=10, policies=8)
    assert len(experiments) == 80 and len(outcomes[LAG]) == 80
    points = experiments[["china.fab_growth_per_year", "us.chip_controls"]].astype(float)
    assert outcomes[LAG].tolist() == dt.evaluate(points, runs=32)[LAG].tolist()
    is_long = outcomes[LAG] > sorted(outcomes[LAG])[60]
    box = prim.Prim(points, is_long, threshold=0.5).find_box()
    assert box.density > is_long.mean()


def test_ema_workbench_spreads_the_model_over_processes():
    ema = pytest.importorskip("ema_workbench")
    from detente.connect import ema as connect

    model = connect.model(uncertainties=["china.fab_growth_per_year"], outcomes=[LAG], runs=16)
    with ema.MultiprocessingEvaluator(model, n_processes=2) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=8)
    points = experiments[["china.fab_growth_per_year"]].astype(float)
    assert outcomes[LAG].tolist() == dt.evaluate(points, runs=16)[LAG].tolist()


def test_platypus_searches_levers():
    platypus = pytest.importorskip("platypus")
    from detente.connect import platypus as connect

    problem = connect.problem(levers=["us.chip_controls", "us.enforcement"], objectives={LAG: "more", "us_spending_usd_bn": "less"}, runs=16)
    algorithm = platypus.NSGAII(problem, population_size=12)
    algorithm.run(24)
    front = platypus.nondominated(algorithm.result)
    assert front
    for solution in front:
        values = dict(zip(["us.chip_controls", "us.enforcement"], solution.variables))
        found = dt.evaluate([values], runs=16)
        assert list(solution.objectives) == [found[LAG][0], found["us_spending_usd_bn"][0]]
