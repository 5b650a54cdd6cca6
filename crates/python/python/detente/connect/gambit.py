"""pygambit: the payoffs of a game as a strategic game, to be solved by Gambit."""

from __future__ import annotations

import io
from typing import Any

from .. import Result


def game(result: Result) -> Any:
    """The mean payoffs of a result of `detente.game` as a strategic game of pygambit: the first player is the United States, the second
    China; strategies have the names of the policies."""
    import pygambit

    return pygambit.read_nfg(io.StringIO(nfg(result)))


def nfg(result: Result) -> str:
    """The same in Gambit's format of strategic games, which all its versions and tools read."""
    cells = result.table("cells").to_arrow().to_pylist()
    payoffs = {(cell["us"], cell["china"]): (cell["us_payoff"], cell["china_payoff"]) for cell in cells}
    us, china = (list(dict.fromkeys(cell[side] for cell in cells)) for side in ("us", "china"))
    quoted = lambda words: "{ " + " ".join(f'"{word}"' for word in words) + " }"  # noqa: E731
    # The first player's strategy changes fastest.
    numbers = [f"{payoff!r}" for other in china for own in us for payoff in payoffs[own, other]]
    title = str(result.manifest["title"]).replace('"', "'")
    players = quoted(["United States", "China"])
    return f'NFG 1 R "{title}" {players}\n{{ {quoted(us)} {quoted(china)} }}\n""\n{" ".join(numbers)}\n'
