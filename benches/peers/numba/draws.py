"""The random draws of docs/ODD.md, sections 4.9 and 5.2: ChaCha8 by address, `width` worlds side by side, quantiles of cards, copula."""

import math

import numpy as np
from numba import njit

import arithmetic
from arithmetic import FAST, in_centre, normal, normal_centre, normal_near

U32, U64 = np.uint32, np.uint64
NORMAL = np.array([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0])
PROCESSES = len(NORMAL)
# Months whose shocks are made together: a block of the cipher has sixteen words, eight for each.
AHEAD = 2
KINDS = {"fixed": 0, "uniform": 1, "triangular": 2, "normal": 3, "lognormal": 4, "beta": 5, "discrete": 6}


def key_of(seed):
    return np.frombuffer(int(seed).to_bytes(8, "little") + b"detente worlds, edition1", dtype="<u4").copy()


def rotated(x, by):
    return U32((x << U32(by)) | (x >> U32(32 - by)))


def quarter(a, b, c, d):
    a = U32(a + b)
    d = rotated(U32(d ^ a), 16)
    c = U32(c + d)
    b = rotated(U32(b ^ c), 12)
    a = U32(a + b)
    d = rotated(U32(d ^ a), 8)
    c = U32(c + d)
    return a, rotated(U32(b ^ c), 7), c, d


rotated = njit(rotated, forceinline=True)
quarter = njit(quarter, forceinline=True)


@njit(forceinline=True)
def two_rounds(x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15):
    x0, x4, x8, x12 = quarter(x0, x4, x8, x12)
    x1, x5, x9, x13 = quarter(x1, x5, x9, x13)
    x2, x6, x10, x14 = quarter(x2, x6, x10, x14)
    x3, x7, x11, x15 = quarter(x3, x7, x11, x15)
    x0, x5, x10, x15 = quarter(x0, x5, x10, x15)
    x1, x6, x11, x12 = quarter(x1, x6, x11, x12)
    x2, x7, x8, x13 = quarter(x2, x7, x8, x13)
    x3, x4, x9, x14 = quarter(x3, x4, x9, x14)
    return x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15


def unit_cdf(alpha, beta):
    """Coefficients of the cumulative beta distribution with whole shapes, as a polynomial, and its density's factor."""
    n = alpha + beta - 1
    factor = math.factorial(n) / (math.factorial(alpha - 1) * math.factorial(beta - 1))
    coefficients = [(-1) ** j * math.comb(beta - 1, j) * factor / (alpha + j) for j in range(beta)]
    return factor, coefficients


def card_table(inputs, model):
    """A row a card: kind, five numbers, whether the model reads it, its place in the array."""
    table = np.zeros((len(inputs.cards), 16))
    table[:, 7] = -1
    for at, card in enumerate(inputs.cards):
        n = card.numbers
        row = table[at]
        row[0] = KINDS[card.kind]
        if at in model.drawn:
            row[7] = model.place[f"p{at}"]
        if card.kind == "fixed":
            row[1] = n["value"]
        elif card.kind == "uniform":
            row[1:3] = n["low"], n["high"] - n["low"]
        elif card.kind == "triangular":
            low, mode, high = n["low"], n["mode"], n["high"]
            row[1:6] = low, high, (high - low) * (mode - low), (high - low) * (high - mode), (mode - low) / (high - low)
        elif card.kind in ("normal", "lognormal"):
            mean, sd = (n["mean"], n["sd"]) if card.kind == "normal" else (math.log(n["median"]), n["sigma"])
            low, high = (n["low"], n["high"]) if card.kind == "normal" else (math.log(n["low"]), math.log(n["high"]))
            below, above = (0.5 * math.erfc((mean - bound) / (sd * math.sqrt(2))) for bound in (low, high))
            row[1:5] = mean, sd, below, above - below
        elif card.kind == "beta":
            alpha, beta = int(n["alpha"]), int(n["beta"])
            assert (alpha, beta) == (n["alpha"], n["beta"]) and beta <= 5, "beta cards have small whole shapes"
            factor, coefficients = unit_cdf(alpha, beta)
            row[1:6] = n["low"], n["high"] - n["low"], alpha, beta, factor
            row[8 : 8 + beta] = coefficients
        else:
            weights = np.cumsum(n["weights"]) / np.sum(n["weights"])
            assert len(weights) <= 4, "discrete cards have up to four values"
            row[1] = len(weights)
            row[8 : 8 + len(weights)] = n["values"]
            row[12 : 12 + len(weights)] = weights
    return table


def copula(inputs):
    """Rows of card, card that is mixed in, factor: each correlated card's normals are sums over those before it and itself."""
    keys = [card.key for card in inputs.cards]
    pairs = {frozenset(keys.index(key) for key in between): 2 * math.sin(math.pi * rank / 6) for between, rank in inputs.correlations}
    cards = sorted({card for pair in pairs for card in pair})
    matrix = np.array([[1.0 if a == b else pairs.get(frozenset((a, b)), 0.0) for b in cards] for a in cards])
    if not cards:
        return np.zeros((0, 3))
    lower = np.linalg.cholesky(matrix)
    rows = [(cards[a], cards[b], lower[a, b]) for a in reversed(range(len(cards))) for b in range(a + 1) if lower[a, b] != 0 and lower[a, a] != 1]
    return np.array(rows)


def make(width):
    """The functions that draw, for so many worlds side by side."""

    @njit(error_model="numpy")
    def chacha(key, block, stream_low, stream_high, out):
        """One block of the cipher of each world's stream; word after word, `width` worlds each."""
        k0, k1, k2, k3, k4, k5, k6, k7 = key[0], key[1], key[2], key[3], key[4], key[5], key[6], key[7]
        c0, c1, c2, c3 = U32(0x61707865), U32(0x3320646E), U32(0x79622D32), U32(0x6B206574)
        for i in range(width):
            x0, x1, x2, x3, x4, x5, x6, x7 = c0, c1, c2, c3, k0, k1, k2, k3
            x8, x9, x10, x11, x12, x13, x14, x15 = k4, k5, k6, k7, U32(block), U32(0), stream_low[i], stream_high[i]
            # Written out: a loop in here would keep the one over worlds from becoming vector instructions.
            x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15 = two_rounds(
                x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15
            )
            x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15 = two_rounds(
                x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15
            )
            x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15 = two_rounds(
                x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15
            )
            x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15 = two_rounds(
                x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15
            )
            out[i] = x0 + c0
            out[width + i] = x1 + c1
            out[2 * width + i] = x2 + c2
            out[3 * width + i] = x3 + c3
            out[4 * width + i] = x4 + k0
            out[5 * width + i] = x5 + k1
            out[6 * width + i] = x6 + k2
            out[7 * width + i] = x7 + k3
            out[8 * width + i] = x8 + k4
            out[9 * width + i] = x9 + k5
            out[10 * width + i] = x10 + k6
            out[11 * width + i] = x11 + k7
            out[12 * width + i] = x12 + U32(block)
            out[13 * width + i] = x13
            out[14 * width + i] = x14 + stream_low[i]
            out[15 * width + i] = x15 + stream_high[i]

    @njit
    def address(first, purpose, stream_low, stream_high):
        for i in range(width):
            stream = U64(256) * U64(first + i) + U64(purpose)
            stream_low[i] = U32(stream & U64(0xFFFFFFFF))
            stream_high[i] = U32(stream >> U64(32))

    @njit(error_model="numpy", fastmath=FAST)
    def shocks(key, first, month, Z, room):
        """Two months of shocks of all processes from this month on, to `Z[(month of the two * processes + process) * width + world]`."""
        words, stream_low, stream_high, uniform, tail_at, tail = room
        tails = 0
        for bank in range(4):
            address(first, 16 + bank, stream_low, stream_high)
            chacha(key, month // 2, stream_low, stream_high, words)
            for j in range(16 * width):
                uniform[j] = (np.float64(np.int32(words[j] >> U32(1))) * 2.0 + np.float64(np.int32(words[j] & U32(1))) + 0.5) * 2.3283064365386963e-10
            for word in range(16):
                process = bank * 8 + word % 8
                if process >= PROCESSES:
                    continue
                to = (word // 8 * PROCESSES + process) * width
                at = word * width
                if NORMAL[process] == 1:
                    for i in range(width):
                        Z[to + i] = normal_centre(uniform[at + i])
                    for i in range(width):
                        tail_at[tails] = to + i
                        tail[tails] = uniform[at + i]
                        tails += 0 if in_centre(uniform[at + i]) else 1
                else:
                    for i in range(width):
                        Z[to + i] = uniform[at + i]
        for j in range(tails):
            tail[j] = normal_near(tail[j])
        for j in range(tails):
            Z[tail_at[j]] = tail[j]

    @njit(error_model="numpy", fastmath=FAST)
    def quantile(card, u, A):
        """The card's quantiles of `u[:width]`, to its place in the array."""
        kind = int(card[0])
        at = int(card[7])
        if kind == 0:
            for i in range(width):
                A[at + i] = card[1]
        elif kind == 1:
            low, span = card[1], card[2]
            for i in range(width):
                A[at + i] = low + span * u[i]
        elif kind == 2:
            low, high, left, right, turn = card[1], card[2], card[3], card[4], card[5]
            for i in range(width):
                rising = u[i] < turn
                root = math.sqrt(u[i] * left if rising else (1.0 - u[i]) * right)
                A[at + i] = low + root if rising else high - root
        elif kind == 3 or kind == 4:
            mean, sd, below, within = card[1], card[2], card[3], card[4]
            for i in range(width):
                A[at + i] = mean + sd * normal_centre(below + within * u[i])
            for i in range(width):
                v = below + within * u[i]
                if not in_centre(v):
                    A[at + i] = mean + sd * normal(v)
            if kind == 4:
                for i in range(width):
                    A[at + i] = arithmetic.exp(A[at + i])
        elif kind == 5:
            low, span, alpha, beta, factor = card[1], card[2], card[3], int(card[4]), card[5]
            for i in range(width):
                A[at + i] = alpha / (alpha + beta)
            for _ in range(12):
                for i in range(width):
                    x = A[at + i]
                    power = x ** int(alpha - 1.0)
                    rest = card[8 + beta - 1]
                    slope = factor
                    for j in range(beta - 1):
                        rest = rest * x + card[8 + beta - 2 - j]
                        slope *= 1.0 - x
                    moved = x - (power * x * rest - u[i]) / (slope * power)
                    moved = moved if moved > 0.25 * x else 0.25 * x
                    A[at + i] = moved if moved < 0.75 + 0.25 * x else 0.75 + 0.25 * x
            for i in range(width):
                A[at + i] = low + span * A[at + i]
        else:
            for i in range(width):
                j = 0
                while j < int(card[1]) - 1 and u[i] >= card[12 + j]:
                    j += 1
                A[at + i] = card[8 + j]

    @njit(error_model="numpy", fastmath=FAST)
    def parameters(key, first, table, groups, mixing, A, U, room):
        """The cards of `width` worlds from `first` on, to their places in the array; `U` holds their uniforms."""
        words, stream_low, stream_high, _, _, _ = room
        for group in range(3):
            address(first, group, stream_low, stream_high)
            count = groups[group + 1] - groups[group]
            for block in range((count + 7) // 8):
                chacha(key, block, stream_low, stream_high, words)
                for j in range(min(8, count - 8 * block)):
                    to = (groups[group] + 8 * block + j) * width
                    for i in range(width):
                        low = np.int64(words[2 * j * width + i])
                        high = np.int64(words[(2 * j + 1) * width + i])
                        U[to + i] = (np.float64((high << 20) | (low >> 12)) + 0.5) * 2.220446049250313e-16
        for row in range(len(mixing)):
            card = int(mixing[row, 0])
            if row == 0 or int(mixing[row - 1, 0]) != card:
                for i in range(width):
                    U[card * width + i] = normal(U[card * width + i])
                own = mixing[row, 2]
                for other in range(row, len(mixing)):
                    if int(mixing[other, 0]) == card and int(mixing[other, 1]) == card:
                        own = mixing[other, 2]
                for i in range(width):
                    U[card * width + i] *= own
            mixed = int(mixing[row, 1])
            if mixed != card:
                for i in range(width):
                    U[card * width + i] += mixing[row, 2] * normal(U[mixed * width + i])
            if row + 1 == len(mixing) or int(mixing[row + 1, 0]) != card:
                for i in range(width):
                    U[card * width + i] = 0.5 * math.erfc(-0.7071067811865476 * U[card * width + i])
        for card in range(len(table)):
            if table[card, 7] >= 0.0:
                quantile(table[card], U[card * width : (card + 1) * width], A)

    def room():
        """What the functions write on."""
        return (
            np.empty(16 * width, U32), np.empty(width, U32), np.empty(width, U32), np.empty(16 * width),
            np.empty(AHEAD * PROCESSES * width + 1, np.int64), np.empty(AHEAD * PROCESSES * width + 1),
        )  # fmt: skip

    return shocks, parameters, room
