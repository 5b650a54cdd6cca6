"""Inputs with their ranges, as samplers and optimisers need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Union

from .. import levers, parameters
from .._requests import Names

Inputs = Union[Iterable[str], Mapping[str, tuple[float, float]]]
"""Keys of levers or parameters, or keys with a range of one's own."""


def known_ranges(worldview: Names = None) -> dict[str, tuple[float, float]]:
    """The range of every lever, and of every parameter that is drawn."""
    ranges: dict[str, tuple[float, float]] = {}
    for table in (levers(), parameters(worldview=worldview)):
        columns = table.to_arrow().to_pydict()
        for key, low, high in zip(columns["key"], columns["low"], columns["high"]):
            ranges[key] = (low, high)
    return ranges


def ranges_of(inputs: Inputs) -> dict[str, tuple[float, float]]:
    """Inputs with their ranges: those of levers and cards where none is given."""
    if isinstance(inputs, Mapping):
        return {key: (float(low), float(high)) for key, (low, high) in inputs.items()}
    known = known_ranges()
    ranges = {}
    for key in inputs:
        if key not in known:
            raise KeyError(f"there is no lever or parameter `{key}`")
        low, high = known[key]
        if not low < high:
            raise ValueError(f"`{key}` is fixed at {low}; give a range: {{'{key}': (low, high)}}")
        ranges[key] = (low, high)
    return ranges
