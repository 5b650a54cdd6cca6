"""What a run is asked to simulate, from the `manifest.json` of a result of `detente run`: cards, correlations, lever schedule, doctrine, rules."""

import json
import tomllib
from dataclasses import dataclass, field

import numpy as np

FIRST_OPEN = 45  # October 2026: the first month that policies may set

# Lever: lowest, highest, value where an agent has no such lever. The buildout of power has a name of its own in each state.
RANGES = {
    "chip_controls": (0, 1, 0), "tool_controls": (0, 1, 0), "memory_controls": (0, 1, 0), "licence_quota": (0, 1, 1), "licence_fee": (0, 1, 0), "enforcement": (0, 1, 0), "allied_compliance": (0, 2, 1),
    "remote_access_controls": (0, 1, 0), "lab_security": (0, 1, 0), "state_funding": (0, 5, 1), "immigration_openness": (0, 1, 0),
    "buildout": (0, 3, 1), "inference_priority": (0, 2, 1), "training_priority": (0, 2, 1), "safety_regulation": (0, 1, 0), "open_weights": (0, 1, 0), "outreach": (0, 1, 0),
    "treaty_stance": (0, 1, 0), "mobilisation": (0, 1, 0), "mandate": (0, 1, 0), "import_block": (0, 1, 0),
    "counter_controls": (0, 1, 0), "data_pooling": (0, 1, 0), "regulatory_strictness": (0, 1, 0), "talent_return": (0, 1, 0),
}  # fmt: skip
ALIASES = {"us.power_permitting": "us.buildout", "china.compute_buildout": "china.buildout"}
# Levers that doctrine concerns, with the reaction that moves them.
REACTIVE = {
    "us.chip_controls": "controls",
    "us.tool_controls": "controls",
    "us.memory_controls": "controls",
    "us.state_funding": "funding",
    "china.state_funding": "funding",
    "china.mobilisation": "mobilisation",
    "china.mandate": "mandate",
}
# Levers of the division of compute: as long as they stand at 1 it is not worked out, since every number of it stays what it is.
PRIORITIES = [f"{agent}.{use}_priority" for agent in ("us", "china") for use in ("inference", "training")]
KINDS = ("fixed", "uniform", "triangular", "normal", "lognormal", "beta", "discrete")


def month_of(date):
    year, month = date.split("-")
    return 12 * (int(year) - 2023) + int(month) - 1


@dataclass
class Card:
    key: str
    kind: str
    numbers: dict


@dataclass
class Inputs:
    cards: list
    correlations: list
    months: int
    seed: int
    switches: dict
    events: dict
    levers: list
    schedule: dict
    reactive: dict
    rise: np.ndarray
    rules: list = field(default_factory=list)

    def columns(self):
        """Names of the columns of `table`, in order: levers, then `react.<lever>`, then `any.<agent>`, then `rise`."""
        return self.levers + [f"react.{lever}" for lever in REACTIVE] + ["any.us", "any.china", "rise"]

    def table(self):
        """The schedule, a row a month."""
        anyone = [np.max([self.reactive[lever] for lever in REACTIVE if lever.startswith(agent)], axis=0) for agent in ("us.", "china.")]
        columns = [self.schedule[lever] for lever in self.levers] + [self.reactive[lever] for lever in REACTIVE] + anyone + [self.rise]
        return np.ascontiguousarray(np.array(columns).T)

    def setting(self, values):
        """The table where these levers are set to a number from October 2026 on."""
        table = self.table()
        names = self.columns()
        for lever, value in values.items():
            lever = ALIASES.get(lever, lever)
            assert lever not in PRIORITIES or self.switches["division"], "the division of compute is compiled only for a run that moves it"
            table[FIRST_OPEN:, names.index(lever)] = value
            if lever in REACTIVE:
                table[:, names.index(f"react.{lever}")] = 0.0
        for agent in ("us", "china"):
            mine = [names.index(f"react.{lever}") for lever in REACTIVE if lever.startswith(agent + ".")]
            table[:, names.index(f"any.{agent}")] = table[:, mine].max(axis=1)
        return table


def read(path):
    with open(path, encoding="utf-8") as file:
        manifest = json.load(file)
    scenario = tomllib.loads(manifest["scenario_toml"])
    parameters = tomllib.loads(manifest["parameters_toml"])
    cards = []
    for group in ("us", "china", "shared"):
        for name, card in parameters[group].items():
            kind = next(kind for kind in ("value", *KINDS[1:]) if kind in card)
            numbers = {"value": float(card["value"])} if kind == "value" else card[kind]
            cards.append(Card(f"{group}.{name}", "fixed" if kind == "value" else kind, numbers))
    correlations = [(entry["between"], entry["rank"]) for entry in parameters.get("correlation", [])]
    months = month_of(scenario["horizon"]) + 1

    steps, freed = {}, {}
    for key, history in scenario["history"].items():
        steps[ALIASES.get(key, key)] = [(month_of(s["from"]), float(s["value"]), month_of(s["announced"]) if "announced" in s else None) for s in history]
    for key, setting in scenario.get("levers", {}).items():
        lever = ALIASES.get(key, key)
        if isinstance(setting, list):
            new = [(month_of(s["from"]), float(s["value"]), month_of(s["announced"]) if "announced" in s else None) for s in setting]
        else:
            new = [(FIRST_OPEN, float(setting), None)]
        steps[lever] = [step for step in steps[lever] if step[0] < new[0][0]] + new
        freed[lever] = new[0][0]
    schedule = {}
    for lever, dated in steps.items():
        values = np.zeros(months)
        for begins, value, _ in dated:
            values[min(begins, months) :] = value
        schedule[lever] = values
    reactive = {}
    for lever in REACTIVE:
        follows = np.zeros(months)
        if scenario["doctrine"][lever.split(".")[0]] == "reactive":
            begins = freed.get(lever, months)
            follows[FIRST_OPEN:] = 1.0
            follows[0 if begins <= FIRST_OPEN else min(begins, months) :] = 0.0
        reactive[lever] = follows
    rise = np.zeros(months)
    for month in range(months):
        for begins, value, announced in steps["us.chip_controls"]:
            if announced is not None and announced <= month < begins:
                rise[month] = max(rise[month], value - schedule["us.chip_controls"][month])
    happening, events = {}, {}
    for event, when in scenario.get("events", {}).items():
        happening[event] = when != "never"
        happening[f"{event}_by_chance"] = when == "chance"
        if when not in ("never", "chance"):
            events[event] = month_of(when)
    # ChatGPT as it was is part of the starting values.
    happening["chatgpt_before"] = events.get("chatgpt", 0) < 0
    happening["chatgpt"] = happening["chatgpt"] and not happening["chatgpt_before"]
    rules = scenario.get("rules", [])
    moves = any((schedule[lever] != 1.0).any() for lever in PRIORITIES) or any(rule["lever"] in PRIORITIES for rule in rules)
    happening["division"] = scenario["mechanisms"]["division"] and moves
    return Inputs(cards, correlations, months, scenario["seed"], scenario["mechanisms"] | happening, events, sorted(schedule), schedule, reactive, rise, rules)
