"""The model of docs/ODD.md in numba: an independent second implementation, to hold the program's results and its speed against.

    Twin("manifest.json").metrics(2000)      # rows of worlds, columns as in Twin.names

The manifest is that of a result of `detente run`: it holds the resolved scenario and all cards. Code is made for those cards: what is fixed in all
worlds is a number in it. Lever schedules are data, so a sweep of levers does not compile anew.
"""

import math

import numpy as np
from numba import njit, prange

import arithmetic
import draws
import inputs
from compiler import Model

LAGS = 5


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
        self.functions = loops(self, begin, step, note, finish)

    def metrics(self, worlds, first=0):
        """Metrics of so many worlds, drawn anew."""
        out = np.empty((-(-worlds // self.width) * self.width, len(self.names)))
        self.functions["drawn"](first, self.schedule.ravel(), out)
        return out[:worlds]

    def given(self, worlds, first=0):
        """Draws of so many worlds (whole blocks), to be simulated over and over."""
        blocks = -(-worlds // self.width)
        cards = np.zeros((blocks, self.model.size))
        shocks = np.zeros((blocks, -(-self.inputs.months // draws.AHEAD) * draws.AHEAD * draws.PROCESSES * self.width))
        self.functions["draw"](first, cards, shocks)
        return cards, shocks

    def metrics_of(self, cards, shocks, worlds):
        """Metrics of so many worlds, whose draws are taken from these blocks in turns."""
        out = np.empty((-(-worlds // self.width) * self.width, len(self.names)))
        self.functions["given"](cards, shocks, self.schedule.ravel(), out)
        return out[:worlds]

    def sweep(self, schedules, worlds, first=0):
        """Metrics of each schedule (tables that are alike before October 2026) on the same worlds: means over worlds."""
        out = np.zeros((len(schedules), len(self.names)))
        self.functions["sweep"](first, np.array([schedule.ravel() for schedule in schedules]), -(-worlds // self.width), out)
        return out / (-(-worlds // self.width) * self.width)


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
    def month_of(A, V, Z, at, month, history):
        for j in range(count):
            A[draw_at + j] = Z[at + j]
        step(A, V, month)
        if month == 59 or month == 95 or month == 155:
            note(A, month)
        to = 2 * (month + 1) * width
        for i in range(width):
            history[to + i] = A[us + i]
            history[to + width + i] = A[china + i]

    @njit(error_model="numpy")
    def begun(A, history):
        begin(A)
        for i in range(width):
            history[i] = A[us + i]
            history[width + i] = A[china + i]

    @njit(error_model="numpy")
    def end(A, history, lag, out):
        lags(history, width, months, pace, lag)
        finish(A, lag, out)

    @njit(parallel=True, error_model="numpy")
    def drawn(first, V, out):
        for block in prange(len(out) // width):
            A, Z, U, space = np.empty(size), np.empty(ahead * count), np.empty(total_cards * width), room()
            history, lag = np.empty(2 * (months + 1) * width), np.empty(LAGS * width)
            parameters(key, first + block * width, table, groups, mixing, A, U, space)
            begun(A, history)
            for month in range(months):
                if month % ahead == 0:
                    shocks(key, first + block * width, month, Z, space)
                month_of(A, V, Z, month % ahead * count, month, history)
            end(A, history, lag, out[block * width : (block + 1) * width])

    @njit(parallel=True, error_model="numpy")
    def draw(first, all_cards, all_shocks):
        for block in prange(len(all_cards)):
            U, space = np.empty(total_cards * width), room()
            parameters(key, first + block * width, table, groups, mixing, all_cards[block], U, space)
            for month in range(0, months, ahead):
                shocks(key, first + block * width, month, all_shocks[block, month * count :], space)

    @njit(parallel=True, error_model="numpy")
    def given(all_cards, all_shocks, V, out):
        for block in prange(len(out) // width):
            A, history, lag = np.empty(size), np.empty(2 * (months + 1) * width), np.empty(LAGS * width)
            A[:cards] = all_cards[block % len(all_cards), :cards]
            Z = all_shocks[block % len(all_cards)]
            begun(A, history)
            for month in range(months):
                month_of(A, V, Z, month * count, month, history)
            end(A, history, lag, out[block * width : (block + 1) * width])

    @njit(error_model="numpy")
    def sweep(first, schedules, blocks, out):
        A, Z, U, space = np.empty(size), np.empty(months_drawn * count), np.empty(total_cards * width), room()
        kept, metrics = np.empty(size), np.empty((width, rows))
        history, lag = np.empty(2 * (months + 1) * width), np.empty(LAGS * width)
        for block in range(blocks):
            parameters(key, first + block * width, table, groups, mixing, A, U, space)
            for month in range(0, months, ahead):
                shocks(key, first + block * width, month, Z[month * count :], space)
            begun(A, history)
            for month in range(open_from):
                month_of(A, schedules[0], Z, month * count, month, history)
            kept[state:state_end] = A[state:state_end]
            for point in range(len(schedules)):
                A[state:state_end] = kept[state:state_end]
                for month in range(open_from, months):
                    month_of(A, schedules[point], Z, month * count, month, history)
                end(A, history, lag, metrics)
                for i in range(width):
                    for j in range(rows):
                        out[point, j] += metrics[i, j]

    return {"drawn": drawn, "draw": draw, "given": given, "sweep": sweep}
