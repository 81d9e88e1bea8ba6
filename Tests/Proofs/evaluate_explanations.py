#!/usr/bin/env python3
"""Evaluates the formulas our explanations show, by a parser of its own, and compares them with the results shown beside them.

    evaluate_explanations.py FILE        FILE holds one JSON object a line; "-" reads standard input

    {"formula": "max(0, 530,000,000 − 470,000,000) × 1.5 ÷ 2", "result": 45000000, "scale": 530000000}
    {"formula": "IRR(0:-100, 1:-50)", "result": null, "status": "noSignChange"}

|value − result| ≤ 1e-9 × max(scale, 1); scale is the largest amount of the result for amounts, absent for ratios and rates.
A null result needs a status, and the formula must then have no value. Numbers must be shown in full precision.

Grammar (white space between tokens is free; full-width ， ； （ ） ： ％ count as their narrow forms):

    expression  = ["−"] term { ("+" | "−" | "-") term }
    term        = factor { ("×" | "*" | "·" | "÷" | "/") factor }
    factor      = ("−" | "-" | "+") factor | power
    power       = percent [ "^" factor ]              −2^2 is −4; a second ^ needs parentheses
    percent     = primary { "%" }                     5% is 0.05
    primary     = number | "(" expression ")" | "[" comparison "]" | name "(" groups ")"
    comparison  = expression ("≥" | ">" | "≤" | "<" | "=" | "≠") expression        1 or 0, with 1e-12 of the larger side as play
    groups      = [ list { ";" list } ]
    list        = item { "," item }
    item        = expression [ ":" expression ]       time : amount

    number      = digits with thousands separators ("1,234.5": a comma directly between digits, exactly three digits after it,
                  no space) or without, decimals, exponent. Elsewhere a comma separates items and is followed by a space.

Functions of plain items ("," and ";" alike): max, min, sum, product, abs(x), ceil(x), floor(x), round(x; digits),
    if(condition; then; else) – only the branch taken is evaluated. ceil and floor take a value within 1e-9 of a whole number for it.
Functions of rows:
    sumproduct(a…; b…)            Σ aᵢ·bᵢ
    NPV(rate; t:a, …)             Σ a ÷ (1 + rate)^t, also written NPV(rate; times…; amounts…) with , or ; between items
    IRR(t:a, …)                   also IRR(times…; amounts…). Standing alone: the result shown must make Σ a ÷ (1 + r)^t vanish,
                                  ≤ 1e-9 of Σ |terms|. Inside a formula: needs one change of sign and is solved here.
    first(limit; t:a, …)          the earliest t whose a ≥ limit; first(a; b; …): the number, from 1, of the first ≥ 0.5
    element(n; a; b; …)           the n-th, counted from 1; 0 for n = 0
    smallest(a; b; …)             the smallest of those that have a value; a reason (noDebt …) has none
    deferred(n; places…; a…)      the amounts whose place is n, added: as many places as amounts
    lookup(x; from:value, …)      the value of the last tier with from ≤ x; from ascending
No value: division by zero, IRR without a change of sign, first without a hit, lookup below the first tier.
"""

from __future__ import annotations

import json
import math
import re
import sys
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException, getcontext, localcontext
from typing import Any, Callable, Iterable, Optional, Union

getcontext().prec = 50
TOLERANCE = Decimal("1e-9")
PLAY = Decimal("1e-12")
DEEPEST = 100
SHOWN_DIFFERENCES = 20
WIDE = str.maketrans("，；（）：％［］", ",;():%[]")


class Malformed(Exception):
    """The formula is not in the grammar."""


class NoValue(Exception):
    """The formula is right and has no value."""


# Tokens

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?P<exponent>[eE][+-]?\d+)?"
    r"|(?P<name>[A-Za-z]+)|(?P<sign>[-+−×*·÷/^%()\[\];:,≥>≤<=≠]))"
)
SAME = {"−": "-", "*": "×", "·": "×", "/": "÷"}


def tokens(text: str) -> list[str]:
    """Numbers lose their separators; signs are brought to one form each."""
    text = text.translate(WIDE).rstrip()
    found: list[str] = []
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise Malformed(f"cannot read {text[position:position + 12]!r}")
        position = match.end()
        sign = match["sign"]
        if sign == "," and text[position - 2 : position - 1].isdigit() and text[position : position + 1].isdigit():
            raise Malformed(f"a comma without a space in {text[max(0, position - 8):position + 8]!r}")
        if match["number"]:
            if text[position : position + 1] in (".", "_") or text[position : position + 1].isalnum():
                raise Malformed(f"a number runs into {text[position:position + 6]!r}")
            found.append(match["number"].replace(",", "") + (match["exponent"] or ""))
        else:
            found.append(match["name"] or SAME.get(sign, sign))
    return found


# Trees


@dataclass(frozen=True)
class Number:
    value: Decimal


@dataclass(frozen=True)
class Operation:
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Pair:
    time: "Node"
    amount: "Node"


@dataclass(frozen=True)
class Call:
    name: str
    groups: list[list[Union["Node", Pair]]]


@dataclass(frozen=True)
class Missing:
    reason: str


Node = Union[Number, Operation, Call, Missing]
Group = list[Union[Node, Pair]]
REASONS = ("noSignChange", "severalRoots", "noRoot", "noFlows", "notReached", "noDenominator", "noDebt", "outOfRange")
COMPARISONS = ("≥", ">", "≤", "<", "=", "≠")


class Parser:
    """Recursive descent over the grammar at the head of the file."""

    def __init__(self, text: str) -> None:
        self.rest = tokens(text)
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        return self.rest[self.at] if self.at < len(self.rest) else ""

    def take(self, *wanted: str) -> Optional[str]:
        if self.peek() in wanted and self.peek():
            self.at += 1
            return self.rest[self.at - 1]
        return None

    def need(self, wanted: str) -> None:
        if not self.take(wanted):
            raise Malformed(f"expected {wanted!r}, found {self.peek() or 'the end'!r}")

    def whole(self) -> Node:
        tree = self.expression()
        if self.peek():
            raise Malformed(f"{self.peek()!r} after the formula")
        return tree

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Malformed("nested too deeply")
        tree = self.term()
        while sign := self.take("+", "-"):
            tree = Operation(sign, tree, self.term())
        self.depth -= 1
        return tree

    def term(self) -> Node:
        tree = self.factor()
        while sign := self.take("×", "÷"):
            tree = Operation(sign, tree, self.factor())
        return tree

    def factor(self) -> Node:
        negative = False
        while sign := self.take("-", "+"):
            negative ^= sign == "-"
        tree = self.power()
        return Operation("-", Number(Decimal(0)), tree) if negative else tree

    def power(self) -> Node:
        tree = self.percent()
        if not self.take("^"):
            return tree
        exponent = self.factor() if self.peek() in ("-", "+") else self.percent()
        if self.peek() == "^":
            raise Malformed("a second ^ needs parentheses")
        return Operation("^", tree, exponent)

    def percent(self) -> Node:
        tree = self.primary()
        while self.take("%"):
            tree = Operation("÷", tree, Number(Decimal(100)))
        return tree

    def primary(self) -> Node:
        if self.take("("):
            tree = self.expression()
            self.need(")")
            return tree
        if self.take("["):
            return self.comparison()
        token = self.peek()
        if token[:1].isdigit():
            self.at += 1
            return Number(Decimal(token))
        if token[:1].isalpha():
            self.at += 1
            return Missing(token) if token in REASONS else self.call(token)
        raise Malformed(f"expected a number, found {token or 'the end'!r}")

    def comparison(self) -> Node:
        left = self.expression()
        sign = self.take(*COMPARISONS)
        if not sign:
            raise Malformed("a [ ] holds one comparison")
        tree = Operation(sign, left, self.expression())
        self.need("]")
        return tree

    def call(self, name: str) -> Node:
        if name not in FUNCTIONS:
            raise Malformed(f"no function {name!r}")
        self.need("(")
        groups: list[Group] = []
        if not self.take(")"):
            groups.append(self.items())
            while self.take(";"):
                groups.append(self.items())
            self.need(")")
        return Call(name, groups)

    def items(self) -> Group:
        found = [self.item()]
        while self.take(","):
            found.append(self.item())
        return found

    def item(self) -> Union[Node, Pair]:
        tree = self.expression()
        return Pair(tree, self.expression()) if self.take(":") else tree


# Values

Row = list[tuple[Decimal, Decimal]]


def divided(left: Decimal, right: Decimal) -> Decimal:
    if right == 0:
        raise NoValue("division by zero")
    return left / right


def raised(base: Decimal, exponent: Decimal) -> Decimal:
    if base == 0 and exponent < 0 or base < 0 and exponent != int(exponent):
        raise NoValue(f"{base}^{exponent}")
    return Decimal(1) if exponent == 0 else base**exponent


def compared(sign: str, left: Decimal, right: Decimal) -> Decimal:
    equal = abs(left - right) <= PLAY * max(abs(left), abs(right))
    holds = {"≥": equal or left > right, ">": not equal and left > right, "≤": equal or left < right,
             "<": not equal and left < right, "=": equal, "≠": not equal}  # fmt: skip
    return Decimal(holds[sign])


OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "×": lambda left, right: left * right,
    "÷": divided,
    "^": raised,
}


def value(node: Union[Node, Pair]) -> Decimal:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Missing):
        raise NoValue(node.reason)
    if isinstance(node, Call):
        return FUNCTIONS[node.name](node.groups)
    if isinstance(node, Pair):
        raise Malformed("a time : amount stands only in a row")
    left, right = value(node.left), value(node.right)
    return OPERATIONS[node.sign](left, right) if node.sign in OPERATIONS else compared(node.sign, left, right)


def flat(groups: list[Group], least: int = 1, most: int = 1_000_000) -> list[Decimal]:
    values = [value(item) for group in groups for item in group]
    if not least <= len(values) <= most:
        raise Malformed(f"{len(values)} arguments")
    return values


def row(groups: list[Group]) -> Row:
    """One group of time : amount pairs, or a group of times and a group of amounts."""
    if len(groups) == 1 and all(isinstance(item, Pair) for item in groups[0]):
        return [(value(item.time), value(item.amount)) for item in groups[0] if isinstance(item, Pair)]
    if len(groups) == 2 and len(groups[0]) == len(groups[1]):
        return list(zip(flat(groups[:1]), flat(groups[1:])))
    if len(groups) % 2 == 0 and all(len(group) == 1 for group in groups):
        half = len(groups) // 2
        return list(zip(flat(groups[:half]), flat(groups[half:])))
    raise Malformed("a row is written t:a, t:a or as equally many times and amounts")


def single(groups: list[Group]) -> Decimal:
    return flat(groups, 1, 1)[0]


def snapped(number: Decimal) -> Decimal:
    whole = number.to_integral_value(ROUND_HALF_UP)
    return whole if abs(number - whole) <= TOLERANCE * max(Decimal(1), abs(number)) else number


def ceiling(groups: list[Group]) -> Decimal:
    return snapped(single(groups)).to_integral_value("ROUND_CEILING")


def floor(groups: list[Group]) -> Decimal:
    return snapped(single(groups)).to_integral_value("ROUND_FLOOR")


def rounded(groups: list[Group]) -> Decimal:
    number, digits = (flat(groups, 1, 2) + [Decimal(0)])[:2]
    return number.quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)


def chosen(groups: list[Group]) -> Decimal:
    items = [item for group in groups for item in group]
    if len(items) != 3:
        raise Malformed("if(condition; then; else)")
    return value(items[1] if value(items[0]) != 0 else items[2])


def product(groups: list[Group]) -> Decimal:
    result = Decimal(1)
    for factor in flat(groups):
        result *= factor
    return result


def sum_of_products(groups: list[Group]) -> Decimal:
    lengths = {len(group) for group in groups}
    if len(groups) != 2 or len(lengths) != 1:
        raise Malformed("sumproduct(a…; b…) with equally many of both")
    return sum((left * right for left, right in row(groups)), Decimal(0))


def terms(rate: Decimal, flows: Row) -> Iterable[Decimal]:
    if rate <= -1:
        raise NoValue("a rate of −100 % or less")
    return (amount * raised(1 + rate, -time) for time, amount in flows)


def present_value(rate: Decimal, flows: Row) -> Decimal:
    return sum(terms(rate, flows), Decimal(0))


def npv(groups: list[Group]) -> Decimal:
    if len(groups) < 2:
        raise Malformed("NPV(rate; t:a, …)")
    return present_value(single(groups[:1]), row(groups[1:]))


def sign_changes(flows: Row) -> int:
    signs = [amount > 0 for _, amount in sorted(flows) if amount != 0]
    return sum(left != right for left, right in zip(signs, signs[1:]))


def irr(groups: list[Group]) -> Decimal:
    """The one root of flows that change sign once, by halving in the growth factor."""
    flows = row(groups)
    changes = sign_changes(flows)
    if changes == 0:
        raise NoValue("no change of sign")
    if changes > 1:
        raise Malformed("IRR inside a formula needs one change of sign")
    low, high = Decimal("-0.999999"), Decimal(1000)
    rising = present_value(low, flows) < 0
    if (present_value(high, flows) < 0) == rising:
        raise NoValue("no rate between −99.9999 % and 100,000 %")
    with localcontext() as context:
        context.prec = 30
        for _ in range(100):
            middle = (low + high) / 2
            if (present_value(middle, flows) < 0) == rising:
                low = middle
            else:
                high = middle
    return (low + high) / 2


def first(groups: list[Group]) -> Decimal:
    if not any(isinstance(item, Pair) for group in groups for item in group):
        for number, amount in enumerate(flat(groups), start=1):
            if amount >= Decimal("0.5"):
                return Decimal(number)
        raise NoValue("never reached")
    limit = single(groups[:1])
    for time, amount in sorted(row(groups[1:])):
        if compared("≥", amount, limit):
            return time
    raise NoValue("never reached")


def element(groups: list[Group]) -> Decimal:
    number, *values = flat(groups, 2)
    place = int(snapped(number))
    return Decimal(0) if place == 0 else values[place - 1]


def deferred(groups: list[Group]) -> Decimal:
    """The amounts whose place is this period: the period, the places, the amounts."""
    period, *rest = flat(groups, 2)
    half = len(rest) // 2
    return sum((amount for place, amount in zip(rest[:half], rest[half:]) if place == period), Decimal(0))


def smallest(groups: list[Group]) -> Decimal:
    """The smallest of those that have a value."""
    values: list[Decimal] = []
    for group in groups:
        for item in group:
            try:
                values.append(value(item))
            except NoValue:
                pass
    if not values:
        raise NoValue("none has a value")
    return min(values)


def lookup(groups: list[Group]) -> Decimal:
    wanted, tiers = single(groups[:1]), row(groups[1:])
    starts = [start for start, _ in tiers]
    if starts != sorted(starts):
        raise Malformed("tiers must ascend")
    hits = [result for start, result in tiers if compared("≤", start, wanted)]
    if not hits:
        raise NoValue("below the first tier")
    return hits[-1]


FUNCTIONS: dict[str, Callable[[list[Group]], Decimal]] = {
    "max": lambda groups: max(flat(groups)),
    "min": lambda groups: min(flat(groups)),
    "sum": lambda groups: sum(flat(groups), Decimal(0)),
    "product": product,
    "abs": lambda groups: abs(single(groups)),
    "ceil": ceiling,
    "floor": floor,
    "round": rounded,
    "if": chosen,
    "sumproduct": sum_of_products,
    "NPV": npv,
    "IRR": irr,
    "first": first,
    "lookup": lookup,
    "element": element,
    "smallest": smallest,
    "deferred": deferred,
}


# Lines


def evaluate(formula: str) -> Decimal:
    return value(Parser(formula).whole())


def irr_fault(call: Call, shown: Decimal) -> Optional[str]:
    """A rate is checked by what it must do, so that any of several roots may be shown."""
    flows = row(call.groups)
    if sign_changes(flows) == 0:
        return "no change of sign, so there is no rate"
    discounted = list(terms(shown, flows))
    left = abs(sum(discounted, Decimal(0)))
    scale = sum(map(abs, discounted), Decimal(0))
    return None if left <= TOLERANCE * scale else f"NPV at the rate shown is {left / scale:.3e} of its terms"


def roots_by_scan(flows: Row) -> int:
    """How often the present value changes its sign for ln(1 + r) from −30 to 60, in steps of 0.01."""
    def present(u: float) -> float:
        # Scaled by the largest exponent, so that nothing overflows.
        top = max(-u * float(time) for time, _ in flows)
        return sum(float(amount) * math.exp(-u * float(time) - top) for time, amount in flows)

    values = [present(step / 100) for step in range(-3000, 6001)]
    return sum(1 for left, right in zip(values, values[1:]) if (left < 0) != (right < 0))


def line_fault(line: dict[str, Any]) -> Optional[str]:
    """Why a line is wrong, or nil."""
    try:
        tree = Parser(line["formula"]).whole()
        if line["result"] is None:
            return unanswered_fault(line, tree)
        shown = Decimal(repr(line["result"]) if isinstance(line["result"], float) else line["result"])
        if isinstance(tree, Call) and tree.name == "IRR":
            return irr_fault(tree, shown)
        computed = value(tree)
    except NoValue as reason:
        return f"the formula has no value ({reason}), the result shows {line['result']!r}"
    except (Malformed, DecimalException, RecursionError) as reason:
        return f"malformed: {reason}"
    scale = max(Decimal(str(line.get("scale", 1))), Decimal(1))
    deviation = abs(computed - shown)
    return None if deviation <= TOLERANCE * scale else f"evaluates to {float(computed)!r}, shown {line['result']!r}, off by {deviation:.3e}"


def unanswered_fault(line: dict[str, Any], tree: Node) -> Optional[str]:
    if not line.get("status"):
        return "a null result needs a status"
    if isinstance(tree, Call) and tree.name == "IRR" and line["status"] in ("severalRoots", "noRoot"):
        found = roots_by_scan(row(tree.groups))
        right = found >= 2 if line["status"] == "severalRoots" else found == 0
        return None if right else f"status {line['status']!r}, but a scan finds {found} rates"
    try:
        return f"status {line['status']!r}, but the formula evaluates to {float(value(tree))!r}"
    except NoValue:
        return None


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    source = sys.stdin if sys.argv[1] == "-" else open(sys.argv[1], encoding="utf-8")
    with source:
        lines = [(number, json.loads(text)) for number, text in enumerate(source, 1) if text.strip()]
    faults = [f"line {number}: {line['formula']}: {fault}" for number, line in lines if (fault := line_fault(line))]
    print(f"{len(lines)} formulas evaluated, {len(faults)} differences")
    for fault in faults[:SHOWN_DIFFERENCES]:
        print(f"  {fault}")
    if not lines:
        print("  nothing to evaluate")
    return 1 if faults or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
