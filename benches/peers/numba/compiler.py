"""Makes numba code of `equations.py`: unrolls agents, folds constants, leaves out what no metric needs, lays numbers out in one flat array.

The array holds, for each of `width` worlds side by side: parameter cards that differ between worlds, what is worked out of them once, state, this
month's draws, and both agents' released capability of the month. Every number has a constant offset in it; with several arrays the compiler could
not know that they do not overlap, and would not make vector instructions.
"""

import ast
import math
from pathlib import Path

from inputs import RANGES, REACTIVE, month_of

AGENTS = ("us", "china")
SHORT = ("Us", "China")
PAIRED = ("Investment", "Release", "ReleaseQuality", "Breakthrough", "BreakthroughSize", "Perception", "Distrust", "Incidents", "Catastrophe", "ToolBreakthrough")
PROCESSES = [short + name for name in PAIRED for short in SHORT] + ["Treaty", "Alignment"] + [short + name for name in ("Fabs", "Research", "Node") for short in SHORT]
CONSTANTS = {"dt": 1 / 12, "root_dt": math.sqrt(1 / 12), "ln10": math.log(10), "log_3": math.log(3), "log_1_1": math.log(1.1), "half_pi": math.pi / 2, "nan": math.nan, "inf": math.inf}
FUNCTIONS = {
    "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "ceil": math.ceil, "abs": abs, "min": min, "max": max, "square": lambda x: x * x,
    "power_of": lambda x, y: x**y, "clamp": lambda x, a, b: min(max(x, a), b), "logistic": lambda x: 1 / (1 + math.exp(-x)),
    "chance": lambda x: 1 - math.exp(-x / 12), "year": lambda m: math.inf if m < 0 else 2023 + (m + 1) / 12,
}  # fmt: skip
RENAMED = {"min": "least", "max": "most"}
# What trigger rules watch.
WATCHED = {
    "lag_months": "lag[{}]", "perceived_rival_eci": "seen_now[{}]", "released_eci": "X[{}]", "distrust": "h[{}]", "threat": "threat[{}]",
    "chip_quality_ratio": "p.own_frontier_share[{}] + (1 - p.own_frontier_share[{}]) * exp(-q[{}])", "compute_share": "exp(log_C[{}]) / (exp(log_C[US]) + exp(log_C[CN]))",
    "safety_effort": "s[{}]", "third_country_share": "W[{}]", "treaty_in_force": "treaty",
    "incidents": "incidents_before[{}]", "self_sufficiency": "sufficiency_before[{}]",
}  # fmt: skip

# State that only rules read.
REMEMBERED = """
for i, j in AGENTS:
    incidents_before_now[i] = incidents[i]
    sufficiency_before_now[i] = (bought[i] + p.own_frontier_share[i] * I_now[i]) / max(I_now[i] + G[i] + bought[i], 1e-6)
"""


def constant(node):
    return node.value if isinstance(node, ast.Constant) else None


def number(value):
    return ast.Constant(value if isinstance(value, bool) else float(value))


class Model:
    """Straight lines of the four parts, each a target and an expression of names and constants."""

    def __init__(self, inputs):
        self.inputs = inputs
        self.fixed = {card.key: card.numbers["value"] for card in inputs.cards if card.kind == "fixed"}
        self.keys = [card.key for card in inputs.cards]
        source = "\n".join((Path(__file__).parent / name).read_text() for name in ("beginning.py", "equations.py", "ending.py"))
        parts = {node.name: node.body for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
        self.agent = {}
        self.new_state = []
        self.once = self.lines(parts["once"])
        self.start = self.lines(parts["start"])
        self.month = self.lines(parts["month_of_the_model"]) + self.lines(parts["metrics_of_the_month"])
        if inputs.rules:
            self.month += self.lines(ast.parse(REMEMBERED).body)
            self.new_state += [(f"{name}_before_{agent}", number(0)) for name in ("incidents", "sufficiency") for agent in (0, 1)]
        self.dates = [(line.test.comparators[0].value, self.lines(line.body)) for line in parts["on_dates"] if isinstance(line, ast.If)]
        self.after = self.lines(parts["after"])
        self.start += self.new_state
        self.fold()
        self.hoist()
        self.leave_out()

    # ------------------------------------------------------------ reading

    def lines(self, body):
        out = []
        for statement in body:
            if isinstance(statement, ast.For):
                own, rival = (name.id for name in statement.target.elts)
                for agent in (0, 1):
                    self.agent = {own: agent, rival: 1 - agent}
                    out += self.lines(statement.body)
                self.agent = {}
            elif isinstance(statement, ast.If):
                out += self.lines(statement.body if self.expression(statement.test).value else statement.orelse)
            elif isinstance(statement, ast.Assign):
                out.append((self.name(statement.targets[0]), self.expression(statement.value)))
            elif isinstance(statement.value, ast.Name):
                out += self.levers()
        return out

    def index(self, node):
        return {"US": 0, "CN": 1}[node.id] if node.id in ("US", "CN") else self.agent[node.id]

    def name(self, node):
        """The plain name of what is written or read: `x_0`, `p.name` and the like."""
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute):
            return f"{node.value.id}.{node.attr}"
        name, index = self.name(node.value), self.index(node.slice)
        return f"{name[:-4]}_{index}_now" if name.endswith("_now") else f"{name}_{index}"

    def expression(self, node):
        match node:
            case ast.Constant():
                return number(node.value)
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return self.read(self.name(node))
            case ast.IfExp():
                return self.expression(node.body if self.expression(node.test).value else node.orelse)
            case ast.BoolOp():
                every = all if isinstance(node.op, ast.And) else any
                return ast.Constant(every(self.expression(value).value for value in node.values))
            case ast.BinOp():
                return ast.BinOp(self.expression(node.left), node.op, self.expression(node.right))
            case ast.UnaryOp():
                return ast.UnaryOp(node.op, self.expression(node.operand))
            case ast.Compare():
                return ast.Compare(self.expression(node.left), node.ops, [self.expression(node.comparators[0])])
            case ast.Call():
                return ast.Call(ast.Name(node.func.id), [self.expression(argument) for argument in node.args], [])
        raise ValueError(ast.dump(node))

    def read(self, name):
        """A name as an expression: a constant, a column of the schedule, an element of the array, or a local number."""
        kind, _, rest = name.partition(".")
        if name == "months":
            return number(self.inputs.months)
        if name[:-2] in ("us", "china"):
            return ast.Constant(name[:-2] == AGENTS[int(name[-1])])
        if not rest:
            return number(CONSTANTS[name]) if name in CONSTANTS else ast.Name(name)
        agent = int(rest[-1]) if rest[-2:] in ("_0", "_1") else None
        bare = rest if agent is None else rest[:-2]
        if kind == "on":
            return ast.Constant(self.inputs.switches[rest])
        if kind == "event":
            return number(self.inputs.events[rest])
        if kind == "p":
            key = f"shared.{rest}" if agent is None else f"{AGENTS[agent]}.{bare}"
            if key in self.fixed:
                return number(self.fixed[key])
            return ast.Name(f"p{self.keys.index(key)}")
        if kind == "z":
            process = rest if agent is None else SHORT[agent] + bare
            return ast.Name(f"z{PROCESSES.index(process)}")
        if kind == "in_effect":
            key = f"{AGENTS[agent]}.{bare}"
            return ast.Name(f"in_effect_{rest}") if key in self.inputs.levers else number(RANGES[bare][2])
        if kind == "react":
            if bare == "any":
                return self.column(f"any.{AGENTS[agent]}")
            return self.column("rise") if agent == 1 else number(0)
        return ast.Name(name.replace(".", "_"))

    def column(self, name):
        return ast.Name(f"v{self.inputs.columns().index(name)}")

    def levers(self):
        """Levers in effect: scheduled value, reaction of the doctrine, rules (section 7.3)."""
        out = []
        ruled = {}
        for at, rule in enumerate(self.inputs.rules):
            out += self.rule(at, rule, ruled)
        for lever in self.inputs.levers:
            agent, bare = lever.split(".")
            agent = AGENTS.index(agent)
            low, high, _ = RANGES[bare]
            own = f"v{self.inputs.columns().index(lever)}"
            text = own
            if lever in REACTIVE:
                text += f" + v{self.inputs.columns().index(f'react.{lever}')} * react_{REACTIVE[lever]}_{agent}_now"
            if lever in ruled:
                text = f"pick(rule_set_{bare}_{agent}_now > 0, rule_value_{bare}_{agent}_now, {text}) + rule_sum_{bare}_{agent}_now"
            if text != own:
                text = f"clamp({text}, {low}, {high})"
            out.append((f"in_effect_{bare}_{agent}", self.expression(ast.parse(text, mode="eval").body)))
        for lever in ruled:
            bare, agent = lever.split(".")[1], AGENTS.index(lever.split(".")[0])
            for name in ("set", "value", "sum"):
                self.new_state.append((f"rule_{name}_{bare}_{agent}", number(0)))
        return out

    def rule(self, at, rule, ruled):
        """The lines of one trigger rule; rules of the same lever go on from each other."""
        when, then = rule["when"], rule["then"]
        agent, watched = when["observable"].split(".") if "." in when["observable"] else ("us", when["observable"])
        seen = WATCHED[watched].replace("{}", str(AGENTS.index(agent)) if agent in AGENTS else "0")
        seen = seen.replace("[0]", "[US]").replace("[1]", "[CN]")
        compare = f"< {when['below']}" if "below" in when else f"> {when['above']}"
        state, bare = then["lever"].split(".")
        lever = next(key for key in self.inputs.levers if key in (then["lever"], f"{state}.buildout" if bare in ("power_permitting", "compute_buildout") else ""))
        bare = lever.split(".")[1]
        low, high, _ = RANGES[bare]
        place = f"{bare}_{AGENTS.index(state)}"
        old = "_now" if lever in ruled else ""
        ruled[lever] = True
        base = f"v{self.inputs.columns().index(lever)}"
        before = f"rule_set_{place}{old}", f"rule_value_{place}{old}", f"rule_sum_{place}{old}"
        text = f"""
holds{at} = pick(({seen} {compare}) & (month >= {month_of(rule.get("from", "2026-10"))}), 1, 0)
streak{at}_now = (streak{at} + 1) * holds{at}
ready{at} = pick(holds{at} > 0, unarmed{at}, 0)
fires{at} = pick((holds{at} > 0) & (ready{at} <= 0) & (wait{at} <= 0) & (streak{at}_now >= {when.get("for_months", 1)}), 1, 0)
unarmed{at}_now = max(ready{at}, fires{at})
under_way{at} = pick(fires{at} > 0, {rule.get("lag_months", 0)} + 1, wait{at})
acts{at} = pick((under_way{at} > 0) & (under_way{at} < 2), 1, 0)
wait{at}_now = max(0, under_way{at} - 1)
"""
        if "set" in then:
            text += f"""
rule_set_{place}_now = max({before[0]}, acts{at})
rule_value_{place}_now = pick(acts{at} > 0, {then["set"]}, {before[1]})
rule_sum_{place}_now = pick(acts{at} > 0, 0, {before[2]})
"""
        else:
            text += f"""
rule_set_{place}_now = {before[0]}
rule_value_{place}_now = {before[1]}
base{at} = pick({before[0]} > 0, {before[1]}, {base})
rule_sum_{place}_now = pick(acts{at} > 0, clamp({before[2]} + {then["add"]} + base{at}, {low}, {high}) - base{at}, {before[2]})
"""
        for name in ("streak", "unarmed", "wait"):
            self.new_state.append((f"{name}{at}", number(0)))
        return self.lines(ast.parse(text).body)

    # ------------------------------------------------------------ folding

    def fold(self):
        """Puts constants in: state that starts at a number and that no month changes is one."""
        once = {}
        self.once = self.folded(self.once, once)
        known = dict(once)
        self.start = self.folded(self.start, known)
        states = [name for name, _ in self.start]
        assert len(set(states)) == len(states), "state is set once"
        holding = {name: known[name] for name in states if name in known}
        dated = {name for _, lines in self.dates for name, _ in lines}
        while True:
            values = {**once, **holding}
            month = self.folded(self.month, values)
            written = {name for name, _ in self.month}
            moving = [name for name in holding if name in dated or f"{name}_now" in written and repr(values.get(f"{name}_now")) != repr(holding[name])]
            if not moving:
                break
            for name in moving:
                del holding[name]
        self.month = month
        self.dates = [(month, self.folded(lines, {**once, **holding})) for month, lines in self.dates]
        self.after = self.folded(self.after, {**once, **holding})
        self.start = [(name, value) for name, value in self.start if name not in holding]

    def folded(self, lines, known):
        out = []
        states = {state for state, _ in self.start}
        for name, value in lines:
            value = self.simple(value, known)
            if isinstance(value, ast.Constant):
                known[name] = value.value
                if not name.startswith("metric") and not name.endswith("_now") and name not in states:
                    continue
            else:
                known.pop(name, None)
            out.append((name, value))
        return out

    def simple(self, node, known):
        match node:
            case ast.Name():
                return number(known[node.id]) if node.id in known else node
            case ast.UnaryOp():
                operand = self.simple(node.operand, known)
                return number(-operand.value) if isinstance(operand, ast.Constant) else ast.UnaryOp(node.op, operand)
            case ast.BinOp():
                return simple_operation(self.simple(node.left, known), node.op, self.simple(node.right, known))
            case ast.Compare():
                node = ast.Compare(self.simple(node.left, known), node.ops, [self.simple(node.comparators[0], known)])
                if isinstance(node.left, ast.Constant) and isinstance(node.comparators[0], ast.Constant):
                    return ast.Constant(eval(ast.unparse(node)))
                return node
            case ast.Call():
                arguments = [self.simple(argument, known) for argument in node.args]
                if node.func.id == "pick" and isinstance(arguments[0], ast.Constant):
                    return arguments[1] if arguments[0].value else arguments[2]
                if node.func.id in FUNCTIONS and all(isinstance(argument, ast.Constant) for argument in arguments):
                    return number(FUNCTIONS[node.func.id](*(argument.value for argument in arguments)))
                return ast.Call(node.func, arguments, [])
        return node

    # ------------------------------------------------------------ hoisting

    def hoist(self):
        """What a month works out of cards alone is worked out once a world."""
        self.still = {f"p{at}" for at in range(len(self.keys))} | {name for name, _ in self.once}
        self.hoisted = {}
        self.month = [(name, self.lifted(value)) for name, value in self.month]
        self.once += [(name, ast.parse(text, mode="eval").body) for text, name in self.hoisted.items()]

    def lifted(self, node):
        if isinstance(node, ast.Name | ast.Constant):
            return node
        if names(node) and names(node) <= self.still:
            return ast.Name(self.hoisted.setdefault(ast.unparse(node), f"still_{len(self.hoisted)}"))
        match node:
            case ast.UnaryOp():
                return ast.UnaryOp(node.op, self.lifted(node.operand))
            case ast.BinOp():
                return ast.BinOp(self.lifted(node.left), node.op, self.lifted(node.right))
            case ast.Compare():
                return ast.Compare(self.lifted(node.left), node.ops, [self.lifted(node.comparators[0])])
            case ast.Call():
                return ast.Call(node.func, [self.lifted(argument) for argument in node.args], [])
        return node

    # ------------------------------------------------------------ what metrics need

    def leave_out(self):
        wanted = {name for name, _ in self.after if name.startswith("metric")} | {"X_0", "X_1"}
        self.after = needed(self.after, wanted)
        self.dates = [(month, needed(lines, wanted)) for month, lines in self.dates]
        while True:
            size = len(wanted)
            wanted |= {f"{name}_now" for name in [state for state, _ in self.start] if name in wanted}
            month = needed(self.month, wanted)
            if len(wanted) == size:
                break
        self.month = month
        changed = {name for name, _ in month}
        self.state = [name for name, _ in self.start if name in wanted]
        self.start = needed(self.start, wanted)
        self.changing = [name for name in self.state if f"{name}_now" in changed]
        self.once = needed(self.once, wanted)
        self.derived = [name for name, _ in self.once if name in wanted]

    # ------------------------------------------------------------ writing

    def layout(self, width):
        """Offsets of numbers in the array, and functions of it as Python text, each with one loop over the worlds."""
        used = set()
        for lines in (self.once, self.start, self.month, self.after, *(lines for _, lines in self.dates)):
            for _, value in lines:
                used |= names(value)
        cards = [f"p{at}" for at in range(len(self.keys)) if f"p{at}" in used]
        draws = [f"z{at}" for at in range(len(PROCESSES))]
        stored = cards + self.derived + self.state + draws
        assert len(set(stored)) == len(stored), "a name has one place"
        self.place = {name: at * width for at, name in enumerate(stored)}
        self.drawn = [int(name[1:]) for name in cards]
        self.size = len(stored) * width
        columns = [f"    v{at} = V[number * {len(self.inputs.columns())} + {at}]" for at in range(len(self.inputs.columns())) if f"v{at}" in used]
        text = ["def begin(A):", *self.loop(width, self.once + self.start, self.derived + self.state), ""]
        changed = [(name, ast.Name(f"{name}_now")) for name in self.changing]
        text += ["def step(A, V, number):", "    month = float(number)", *columns, *self.loop(width, self.month + changed, self.changing), ""]
        text += ["def note(A, month):"]
        for month, lines in self.dates:
            text += [f"    if month == {month}:"] + ["    " + line for line in self.loop(width, lines, [name for name, _ in lines])]
        lags = ["end", "y2027", "y2030", "y2035", "least"]
        text += ["    return", "", "def finish(A, lags, metrics):"]
        body = [f"        lag_at_{name} = lags[{at * width} + i]" for at, name in enumerate(lags)]
        self.metrics = [name.split(".")[1] for name, _ in self.after if name.startswith("metric")]
        lines = [(f"metrics[i, {self.metrics.index(name[7:])}]" if name.startswith("metric") else name, value) for name, value in self.after]
        looped = self.loop(width, lines, [])
        text += [looped[0], *body, *looped[1:]]
        return "\n".join(text)

    def loop(self, width, lines, store):
        """One loop: loads on first use, the lines, then the stores."""
        out, local = [f"    for i in range({width}):"], set()
        for name, value in lines:
            for read in sorted(names(value)):
                if read in self.place and read not in local:
                    out.append(f"        {read} = A[{self.place[read]} + i]")
                    local.add(read)
            out.append(f"        {name} = {ast.unparse(renamed(value))}")
            local.add(name)
        return out + [f"        A[{self.place[name]} + i] = {name}" for name in store]


def renamed(node):
    class Rename(ast.NodeTransformer):
        def visit_Name(self, inner):
            return ast.Name(RENAMED.get(inner.id, inner.id))

    return ast.fix_missing_locations(Rename().visit(node))


def needed(lines, wanted):
    """The lines that `wanted` needs; what they read is added to it."""
    out = []
    for name, value in reversed(lines):
        if name in wanted:
            wanted |= names(value)
            out.append((name, value))
    return out[::-1]


def names(node):
    """Names that an expression reads; functions are none."""
    called = {id(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and id(inner) not in called}


def simple_operation(left, op, right):
    a, b = constant(left), constant(right)
    if a is not None and b is not None:
        return ast.Constant(eval(ast.unparse(ast.BinOp(left, op, right))))
    match op:
        case ast.Mult() if 0 in (a, b):
            return number(0)
        case ast.Mult() | ast.BitAnd() if a in (1, True):
            return right
        case ast.Mult() | ast.BitAnd() | ast.Div() if b in (1, True):
            return left
        case ast.BitAnd() if False in (a, b):
            return ast.Constant(False)
        case ast.BitOr() if True in (a, b):
            return ast.Constant(True)
        case ast.BitOr() | ast.Add() if a in (0, False):
            return right
        case ast.BitOr() | ast.Add() | ast.Sub() if b in (0, False):
            return left
        case ast.Div() if a == 0:
            return left
        case ast.Div() if b is not None:
            return ast.BinOp(left, ast.Mult(), number(1 / b))
    return ast.BinOp(left, op, right)
