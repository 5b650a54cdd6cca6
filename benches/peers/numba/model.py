"""The model of docs/ODD.md in numba: an independent second implementation, to hold the program's results and its speed against.

    Twin("manifest.json").metrics(2000)      # rows of worlds, columns as in Twin.names

The manifest is that of a result of `detente run`: it holds the resolved scenario and all cards. Code is made for those cards: what is fixed in all
worlds is a number in it. Lever schedules are data, so a sweep of levers does not compile anew.
"""

import math

import numpy as np
from numba import njit

import arithmetic
import draws
import inputs
from compiler import Model

LAGS = 5
# Ways of having draws.
DRAWN, GIVEN, SERIES_TOO = 0, 1, 2
# Series of the program, and bins of the stand-in for them.
SERIES = 123
BINS = 2048


@njit(error_model="numpy")
def lags(history, width, months, pace, out):
    """Eq. (19.7): China's lag at the end, in December 2027, 2030 and 2035, and the smallest from month 6 on."""
    for i in range(width):
        place = [0, 0]
        lag = 0.0
        lowest = math.inf
        for k in range(1, months + 1):
            us = history[2 * k * width + i]
            china = history[(2 * k + 1) * width + i]
            if us == china:
                lag = 0.0
            else:
                leader = 0 if us > china else 1
                level = min(us, china)
                at = place[leader]
                while history[(2 * at + leader) * width + i] < level:
                    at += 1
                place[leader] = at
                if at == 0:
                    lag = k + 12.0 * (history[leader * width + i] - level) / pace
                else:
                    above = history[(2 * at + leader) * width + i]
                    start = at - 1
                    below = history[(2 * start + leader) * width + i]
                    while start > 0 and history[(2 * (start - 1) + leader) * width + i] == below:
                        start -= 1
                    lag = k - (start + (at - start) * (level - below) / (above - below))
                if leader == 1:
                    lag = -lag
            if k >= 7 and lag < lowest:
                lowest = lag
            if k == 60:
                out[width + i] = lag
            elif k == 96:
                out[2 * width + i] = lag
            elif k == 156:
                out[3 * width + i] = lag
        out[i] = lag
        out[4 * width + i] = lowest


class Twin:
    def __init__(self, manifest, width=32):
        self.inputs = inputs.read(manifest)
        self.model = Model(self.inputs)
        self.width = width
        source = self.model.layout(width)
        space = {name: getattr(arithmetic, name) for name in ("exp", "log", "least", "most", "clamp", "pick", "square", "power_of", "logistic", "chance")}
        space |= {"sqrt": math.sqrt, "ceil": math.ceil, "nan": math.nan, "inf": math.inf, "year": njit(year, forceinline=True)}
        exec(compile(source, "<made of equations.py>", "exec"), space)
        begin, step, note, finish = (njit(space[name], error_model="numpy", fastmath=arithmetic.FAST) for name in ("begin", "step", "note", "finish"))
        self.names = self.model.metrics
        self.shocks, self.parameters, self.room = draws.make(width)
        self.key = draws.key_of(self.inputs.seed)
        self.table = draws.card_table(self.inputs, self.model)
        self.mixing = draws.copula(self.inputs)
        groups = [sum(card.key.startswith(group) for card in self.inputs.cards) for group in ("us.", "china.", "shared.")]
        self.groups = np.cumsum([0, *groups])
        self.schedule = self.inputs.table()
        self.counters = None
        self.draw, self.loop = loops(self, begin, step, note, finish)

    def blocks(self, worlds):
        return -(-worlds // self.width)

    def run(self, way, worlds, first=0, schedules=None, given=None, counted=None):
        schedules = np.array([schedule.ravel() for schedule in schedules or [self.schedule]])
        cards, shocks = given or (np.zeros((1, 1)), np.zeros((1, 1)))
        counters, sums, lowest = counted or (np.zeros(0, np.uint32), np.zeros(0), np.zeros(0, np.int64))
        out = np.zeros((self.blocks(worlds) * self.width if len(schedules) == 1 else len(schedules), len(self.names)))
        self.loop(way, first, self.blocks(worlds), schedules, cards, shocks, out, counters, sums, lowest)
        return out

    def metrics(self, worlds, first=0):
        """Metrics of so many worlds, drawn anew."""
        return self.run(DRAWN, worlds, first)[:worlds]

    def given(self, worlds, first=0):
        """Draws of so many worlds (whole blocks), to be simulated over and over."""
        cards = np.zeros((self.blocks(worlds), self.model.size))
        months = -(-self.inputs.months // draws.AHEAD) * draws.AHEAD
        shocks = np.zeros((self.blocks(worlds), months * draws.PROCESSES * self.width))
        self.draw(first, cards, shocks)
        return cards, shocks

    def metrics_of(self, given, worlds):
        """Metrics of so many worlds, whose draws are taken from these blocks in turns."""
        return self.run(GIVEN, worlds, given=given)[:worlds]

    def sweep(self, schedules, worlds, first=0):
        """Metrics of each schedule (tables that are alike before October 2026) on the same worlds: means over whole blocks of worlds."""
        return self.run(DRAWN, worlds, first, schedules) / (self.blocks(worlds) * self.width)

    def with_series(self, worlds, first=0):
        """Metrics, and of as many numbers of state a month as the program records series: means, and counts in bins of 1/256 of a factor of two.

        A stand-in: state is there without further arithmetic, and the bins reach over eight factors of two around what the first world has.
        """
        rows = self.inputs.months * SERIES
        if self.counters is None:
            self.counters = np.zeros(rows * BINS, np.uint32)
        sums = np.zeros(rows)
        out = self.run(SERIES_TOO, worlds, first, counted=(self.counters, sums, np.zeros(rows, np.int64)))
        return out[:worlds], sums / len(out)


def year(month):
    return math.inf if month < 0.0 else 2023.0 + (month + 1.0) / 12.0


def loops(twin, begin, step, note, finish):
    """What runs over blocks of worlds, for each way of having draws."""
    width, size, months, place = twin.width, twin.model.size, twin.inputs.months, twin.model.place
    cards, state = len(twin.model.drawn) * width, (len(twin.model.drawn) + len(twin.model.derived)) * width
    draw_at, us, china = place["z0"], place["X_0"], place["X_1"]
    state_end = draw_at
    months_drawn = -(-months // draws.AHEAD) * draws.AHEAD
    ahead, count, open_from, rows = draws.AHEAD, draws.PROCESSES * width, inputs.FIRST_OPEN, len(twin.names)
    key, table, groups, mixing = twin.key, twin.table, twin.groups, twin.mixing
    shocks, parameters, room = twin.shocks, twin.parameters, njit(twin.room)
    pace = twin.model.fixed["shared.usual_pace"]
    total_cards = len(table)

    @njit(error_model="numpy")
    def count_in(A, month, counters, sums, lowest, first):
        for series in range(SERIES):
            at, row = state + series * width, month * SERIES + series
            total = 0.0
            for i in range(width):
                total += A[at + i]
            sums[row] += total
            if first:
                lowest[row] = (arithmetic.bits(A[at]) >> 44) - BINS // 2
            for i in range(width):
                bin = (arithmetic.bits(A[at + i]) >> 44) - lowest[row]
                counters[row * BINS + min(max(bin, 0), BINS - 1)] += np.uint32(1)

    @njit(error_model="numpy")
    def draw(first, all_cards, all_shocks):
        U, space = np.empty(total_cards * width), room()
        for block in range(len(all_cards)):
            parameters(key, first + block * width, table, groups, mixing, all_cards[block], U, space)
            for month in range(0, months, ahead):
                shocks(key, first + block * width, month, all_shocks[block, month * count :], space)

    # One function for every way, so that a month is compiled once.
    @njit(error_model="numpy", nogil=True)
    def run(way, first, blocks, schedules, all_cards, all_shocks, out, counters, sums, lowest):
        A, U, space, made = np.empty(size), np.empty(total_cards * width), room(), np.empty((1, months_drawn * count))
        kept, metrics = np.empty(size), np.empty((width, rows))
        history, lag = np.empty(2 * (months + 1) * width), np.empty(LAGS * width)
        all_at_hand = way == GIVEN or len(schedules) > 1
        for block in range(blocks):
            if way == GIVEN:
                A[:cards] = all_cards[block % len(all_cards), :cards]
                Z = all_shocks[block % len(all_cards)]
            else:
                parameters(key, first + block * width, table, groups, mixing, A, U, space)
                Z = made[0]
            begin(A)
            for i in range(width):
                history[i] = A[us + i]
                history[width + i] = A[china + i]
            for point in range(len(schedules)):
                V = schedules[point]
                if point > 0:
                    A[state:state_end] = kept[state:state_end]
                for month in range(open_from if point > 0 else 0, months):
                    at = (month if all_at_hand else month % ahead) * count
                    if way != GIVEN and point == 0 and month % ahead == 0:
                        shocks(key, first + block * width, month, Z[at:], space)
                    if point == 0 and month == open_from and len(schedules) > 1:
                        kept[state:state_end] = A[state:state_end]
                    for j in range(count):
                        A[draw_at + j] = Z[at + j]
                    step(A, V, month)
                    if month == 59 or month == 95 or month == 155:
                        note(A, month)
                    to = 2 * (month + 1) * width
                    for i in range(width):
                        history[to + i] = A[us + i]
                        history[to + width + i] = A[china + i]
                    if way == SERIES_TOO:
                        count_in(A, month, counters, sums, lowest, block == 0)
                lags(history, width, months, pace, lag)
                finish(A, lag, metrics)
                if len(schedules) == 1:
                    out[block * width : (block + 1) * width] = metrics
                else:
                    for i in range(width):
                        for j in range(rows):
                            out[point, j] += metrics[i, j]

    return draw, run
