//! What the columns of a game's tables mean, table by table.

use crate::columns::Column;

/// One row a pair of strategies.
pub const CELLS: &[Column] = &[
    ["us", "text", "strategy of the United States"],
    ["china", "text", "strategy of China"],
    ["worlds", "worlds", "worlds that count: those that failed in no cell"],
    [
        "us_payoff",
        "payoff",
        "mean payoff of the United States over the worlds",
    ],
    ["us_payoff_se", "payoff", "its standard error"],
    ["us_payoff_low", "payoff", "lower end of its 95 % interval"],
    ["us_payoff_high", "payoff", "upper end of its 95 % interval"],
    ["china_payoff", "payoff", "mean payoff of China over the worlds"],
    ["china_payoff_se", "payoff", "its standard error"],
    ["china_payoff_low", "payoff", "lower end of its 95 % interval"],
    ["china_payoff_high", "payoff", "upper end of its 95 % interval"],
    [
        "us_best",
        "yes or no",
        "whether the United States' strategy is a best response to China's",
    ],
    [
        "china_best",
        "yes or no",
        "whether China's strategy is a best response to the United States'",
    ],
    [
        "equilibrium",
        "yes or no",
        "whether both are: a Nash equilibrium in pure strategies",
    ],
    [
        "equilibrium_share",
        "share",
        "share of resamples of the worlds in which the cell is one",
    ],
    [
        "better_for_both",
        "cells",
        "cells in which one side has more in the mean and the other no less",
    ],
];

/// One row a side and strategy of its rival.
pub const BEST_RESPONSES: &[Column] = &[
    ["side", "text", "who responds: us or china"],
    ["against", "text", "strategy of the other side"],
    [
        "best",
        "text",
        "the best response; several, joined by `;`, where their means are exactly equal",
    ],
    ["payoff", "payoff", "mean payoff of the side then"],
    [
        "share",
        "share",
        "share of resamples of the worlds in which the (first) best response is one",
    ],
    ["next", "text", "the best of the other strategies"],
    [
        "ahead",
        "payoff",
        "by how much the best is ahead of the next: mean difference in the same worlds",
    ],
    ["ahead_se", "payoff", "its standard error"],
    ["ahead_low", "payoff", "lower end of its 95 % interval"],
    ["ahead_high", "payoff", "upper end of its 95 % interval"],
    [
        "worlds_needed",
        "worlds",
        "about so many worlds would tell the two apart; empty where these do",
    ],
];

/// One row an equilibrium, side and strategy played in it.
pub const EQUILIBRIA: &[Column] = &[
    ["equilibrium", "number", "number of the equilibrium, from 1"],
    [
        "kind",
        "text",
        "pure: both sides play one strategy; mixed: they draw among several",
    ],
    ["side", "text", "us or china"],
    ["strategy", "text", "a strategy that the side plays in it"],
    ["chance", "share", "with which chance"],
    ["payoff", "payoff", "expected payoff of the side in the equilibrium"],
    [
        "share",
        "share",
        "share of resamples of the worlds with an equilibrium of the same strategies; empty where that is not judged",
    ],
    [
        "payoff_low",
        "payoff",
        "lower end of the 95 % interval of the payoff, strategies and chances taken as they are",
    ],
    ["payoff_high", "payoff", "upper end of it"],
    [
        "pure_share",
        "share",
        "share of resamples of the worlds with any equilibrium in which both sides play one strategy; the same in all rows",
    ],
];

/// One row a dominated strategy.
pub const DOMINATED: &[Column] = &[
    ["side", "text", "us or china"],
    ["strategy", "text", "the dominated strategy"],
    [
        "kind",
        "text",
        "strict: worse whatever the other does, among what earlier rounds left; weak: never better, somewhere equal, in the whole game",
    ],
    [
        "round",
        "number",
        "round of the iterated elimination, from 1; empty for weak dominance",
    ],
    [
        "by",
        "text",
        "what dominates it: a strategy, or strategies with their chances",
    ],
];

/// One row a leader and strategy that it may announce.
pub const COMMITMENTS: &[Column] = &[
    ["leader", "text", "who commits first: us or china"],
    ["strategy", "text", "to what"],
    [
        "answers",
        "text",
        "best responses of the other side; several, joined by `;`, where they are exactly equally good",
    ],
    [
        "payoff_favourable",
        "payoff",
        "the leader's mean payoff if the answer is the one it likes best",
    ],
    ["payoff_adverse", "payoff", "the same if it is the one it likes least"],
    ["follower_payoff", "payoff", "the other side's mean payoff"],
    [
        "best",
        "yes or no",
        "whether this is the best commitment (ties broken for the leader): the Stackelberg outcome",
    ],
    ["share", "share", "share of resamples of the worlds in which it is"],
];

/// One row a side.
pub const SECURITY: &[Column] = &[
    ["side", "text", "us or china"],
    [
        "level",
        "payoff",
        "what the side can make sure of with one strategy, whatever the other does (maximin)",
    ],
    ["strategies", "text", "with which; several joined by `;`"],
    [
        "mixed_level",
        "payoff",
        "what it can make sure of in the mean by drawing among strategies",
    ],
    ["mixture", "text", "with which chances"],
    [
        "held_down_to",
        "payoff",
        "to what the other side can hold it down with one strategy (minimax)",
    ],
    ["held_down_by", "text", "with which; several joined by `;`"],
];

/// One row a strategy but the first of a side.
pub const PAYS: &[Column] = &[
    ["side", "text", "us or china"],
    ["strategy", "text", "the strategy, compared with the first of the side"],
    ["instead_of", "text", "the first strategy of the side"],
    [
        "unanswered",
        "payoff",
        "gain while the other side stays with its own first strategy: mean difference in the same worlds",
    ],
    ["unanswered_se", "payoff", "its standard error"],
    ["unanswered_low", "payoff", "lower end of its 95 % interval"],
    ["unanswered_high", "payoff", "upper end of its 95 % interval"],
    ["answer", "text", "best response of the other side to the strategy"],
    [
        "answer_to_first",
        "text",
        "best response of the other side to the first strategy",
    ],
    [
        "answered",
        "payoff",
        "gain when the other side answers either with its best response",
    ],
    ["answered_se", "payoff", "its standard error"],
    ["answered_low", "payoff", "lower end of its 95 % interval"],
    ["answered_high", "payoff", "upper end of its 95 % interval"],
    [
        "verdict",
        "text",
        "always: gains both ways; only_unanswered; only_answered; never; where only one of the gains is told from zero: answered or \
         not_answered, unanswered or not_unanswered; unknown: neither is",
    ],
];

/// One row a world and pair of strategies.
pub const WORLDS: &[Column] = &[
    ["run", "number", "number of the world, from 0; the same in every cell"],
    ["us", "text", "strategy of the United States"],
    ["china", "text", "strategy of China"],
    ["us_payoff", "payoff", "payoff of the United States in this world"],
    ["china_payoff", "payoff", "payoff of China in this world"],
];
