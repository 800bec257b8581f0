"""What a script may say: a small part of Jinja2, checked on its parsed tree.

Allowed are words, `{{ slot }}` with named filters, `{% if %}` over slots, `{% for %}` over a slot's
list and remarks. Everything else is a fault with its line: a sandbox bounds neither time nor size,
a list of allowed nodes does. A script with a fault is never chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.model.channel import Channel
from generator.model.nearest import did_you_mean
from generator.model.policy import Policy, Tact
from generator.model.problem import Problem
from generator.model.script import Script
from generator.model.slots import SLOTS, THINGS, is_truth, slot_hint

FILTERS: dict[str, str] = {
    "date": "24 November",
    "day": "Tuesday 24 November",
    "default": "other words where the slot is empty",
    "first": "the first of a list",
    "first_line": "the first line of a text",
    "lower": "in small letters",
    "money": "£12.50",
    "sentence": "with a capital letter and its stop",
    "weekday": "Tuesday",
}
"""Every filter, with what it gives."""

LOOP_SLOTS = frozenset({"loop.first", "loop.last"})
MAX_BODY = 20_000
"""Characters: far beyond any script that a person would send, and quick to parse."""
MAX_DEPTH = 100
"""Nodes within nodes: each `or`, each filter and each {% if %} is one. Walks of trees recurse."""

_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
_SUBJECT = re.compile(r"\A\s*Subject:[^\n]*(?:\n|\Z)", re.IGNORECASE)
_LETTER = r"(?:e-?mail|mail|note|message|letter|line)"
_MY_LAST = (
    r"my(?: (?:last|previous|earlier|recent|first))?"
    rf" (?:{_LETTER}s?|voicemails?|calls?|quote|offer|proposal)"
)
_WANTED = (
    r"(?:want(?:ed|ing)?|wish(?:ed)?|like|love|hop(?:e|ed|ing)|decided|thought i(?:'|\u2019)d)"
)
_NO_HAND = r"(?! (?:a|an|my|your|his|her|its|our|their|for|into|across|over)\b)"
_OUR_LAST = (
    r"our (?:last|previous|earlier|recent|first)"
    r" (?:conversation|call|talk|chat|meeting|discussion|exchange)"
)
_GOES_ON = (
    r"with|on|about|again|soon|to|and|or|but|before|after|as|if|in|at|for|next|this|tomorrow|today"
    r"|over|when|now|quickly|briefly|regarding|by|via|because|since|here|once"
)
"""What may follow a whole phrase; any other word makes it another one, as in `base plates`."""
_CHANCE = r"(?:a|the|any) (?:chance|time|moment|opportunity)"
_TO_LOOK = r"to (?:look|read|review|see|think|go|consider|check|digest)"
_HOW_IT_GOES = r"(?:it(?:'s|\u2019s| is)|things are|everything is) (?:going|coming along)"


@dataclass(frozen=True, slots=True)
class Banned:
    """Words that give the reader nothing, and what to say instead (004)."""

    pattern: re.Pattern[str]
    instead: str


def _banned(pattern: str, instead: str) -> Banned:
    spaced = pattern.replace(" ", r"\s+")
    return Banned(re.compile(rf"\b(?:{spaced})\b", re.IGNORECASE), instead)


BANNED: tuple[Banned, ...] = (
    _banned(r"check(?:ing|ed)?[- ]in", "Say what you bring: an article, a date, a name."),
    _banned(rf"touch(?:ing|ed)? base(?= (?:{_GOES_ON})\b|\s*(?:[^\w\s-]|\Z|\n\s*\n))",
            "Name the one thing that this is about."),
    _banned(rf"(?:see|seeing|hear|know|wonder(?:ing)?) how {_HOW_IT_GOES}",
            "Ask about one thing they told you."),
    _banned(r"how(?:'s|\u2019s| is| are) (?:it|things|everything) going",
            "Ask about one thing they told you."),
    _banned(r"(?<!speed.)(?<!baby.)bump(?:ing|ed)?(?! into| in the| bar)",
            "Send something new instead of the same again."),
    _banned(r"(?:just|simply|only) (?:wanted to )?follow(?:ing)?[- ]up",
            "Begin with what is new since the last time."),
    _banned(r"circl(?:e|ing) back", "Begin with what is new since the last time."),
    _banned(r"(?:as )?per my (?:last|previous) (?:e-?mail|message|note)",
            "Say it again, shorter and kinder."),
    _banned(rf"follow(?:ing|ed)?[- ]up (?:on|with) (?:{_MY_LAST}|{_OUR_LAST})",
            "Begin with what is new since the last time."),
    _banned(rf"hop(?:e|es|ed|ing) (?:that )?(?:this|my|the)(?: {_LETTER})?"
            r" (?:finds|reaches|catches) you (?:well|in good|at a good)",
            "Begin with the thing itself, or with what they told you."),
    _banned(r"reach(?:ing|ed)? out (?:to (?:you|see|check|ask|hear|learn|find out|say|connect"
            r"|introduce)|again|because|regarding|today)"
            rf"|{_WANTED} to reach out{_NO_HAND}|(?:i am|i'm|i\u2019m|just) reaching out{_NO_HAND}",
            "Say in the first line why you write."),
    _banned(r"(?:gentle|friendly|quick|kind|polite|little) (?:reminder|nudge)",
            "Bring something new; they know what they owe you."),
    _banned(rf"(?:did|have) you (?:get|got|had|have|find|found) {_CHANCE} {_TO_LOOK}"
            rf"|(?:if|whether) you(?: have|'ve|\u2019ve)? (?:had|got|found) {_CHANCE} {_TO_LOOK}"
            rf"|did you (?:see|get|receive|read) {_MY_LAST}"
            rf"|have you (?:seen|got|received|read) {_MY_LAST}",
            "Say the one thing in it that is worth their minute, and ask about that."),
    _banned(r"(?:hop|jump)(?:ping)? on an? (?:(?:quick|short|brief) )?(?:call|zoom|chat)",
            "Say what the talk is about and how long it takes."),
    _banned(r"see if (?:there(?: is|'s|\u2019s) a|we(?: are|'re|\u2019re) a) (?:good )?fit",
            "Say what you could do for them."),
    _banned(r"(?:just|simply|only) (?:wanted|wanting|writing|calling|ringing) to (?:check|see)"
            r" (?:where|how|if|whether)"
            r"|(?:check|checking|see) where (?:we|things) stand",
            "Ask about one thing they told you."),
    _banned(r"ping(?:ing|ed)? you", "Say what has happened since, or wait until something has."),
    _banned(r"any updates?(?: yet)?(?=\s*\?)"
            r"|any updates? (?:on (?:this|that|it|my|our)|for (?:me|us))"
            r"|any updates? from (?:you|your (?:side|end))",
            "Bring the news yourself: something they can use."),
)  # fmt: skip


def check_scripts(
    scripts: Iterable[Script], policy: Policy | None, channels: Mapping[str, Channel]
) -> tuple[tuple[Script, ...], tuple[Problem, ...]]:
    """Give the scripts whose words may be sent, with their slots, and every fault of the others."""
    tact = policy.tact if policy else Tact()
    usable: list[Script] = []
    problems: list[Problem] = []
    for script in scripts:
        slots, faults = check_words(script, word_limit(script, tact, channels))
        problems += faults
        if not faults:
            usable.append(script.model_copy(update={"slots": slots}))
    return tuple(usable), tuple(problems)


def word_limit(script: Script, tact: Tact, channels: Mapping[str, Channel]) -> int:
    """Give the most words a script may have: its own limit, else its channel's."""
    return script.max_words or usual_limit(channels.get(script.channel), tact)


def usual_limit(channel: Channel | None, tact: Tact) -> int:
    """Give the most words that go by a channel: few by hand, more in all others."""
    return tact.note_words if channel and is_by_hand(channel) else tact.script_words


def is_by_hand(channel: Channel) -> bool:
    """Whether somebody writes the words with a pen, and posts them."""
    return channel.written and channel.by == "post"


def check_words(script: Script, limit: int) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Find the slots of a script and every fault of its words."""
    try:
        tree = parse_words(script.body)
    except _Unreadable as fault:
        return frozenset(), (_at(script, fault.line, fault.message, fault.hint),)
    finder = _Finder(script)
    finder.walk(tree.body)
    faults = (
        *(finder.problems or _no_words(script, tree)),
        *_banned_phrases(script),
        *_too_long(script, tree, limit),
        *_asks_in_thanks(script),
    )
    return frozenset(finder.slots), tuple(sorted(set(faults)))


@lru_cache(maxsize=2048)
def parse_words(body: str) -> nodes.Template:
    """Parse the words of a script; raise an _Unreadable of this module for what is no template."""
    if len(body) > MAX_BODY:
        message = f"the words have more than {MAX_BODY:,} characters"
        raise _Unreadable(1, message, "Nobody would read that. Make it shorter.")
    try:
        _refuse_backslashes(body)
        tree = _ENVIRONMENT.parse(body)
    except TemplateSyntaxError as error:
        raise _Unreadable(error.lineno, *_in_words(error.message or "")) from None
    except RecursionError:
        raise _Unreadable(1, *_TOO_DEEP) from None
    except (ValueError, OverflowError) as error:
        raise _Unreadable(1, f"the words cannot be understood ({error})", "") from None
    _refuse_depth(tree)
    return tree


def _refuse_depth(tree: nodes.Template) -> None:
    """Refuse what the parser reads in a loop and every walk would fall through: `a or a or …`."""
    level: list[tuple[nodes.Node, int]] = [(tree, 1)]
    for _ in range(MAX_DEPTH):
        level = [
            (child, line_of(child, line))
            for node, line in level
            for child in node.iter_child_nodes()
        ]
    if level:
        raise _Unreadable(level[0][1], *_TOO_DEEP)


def _refuse_backslashes(body: str) -> None:
    """Refuse escapes in a text between quotes: Python would read them, and warn of odd ones."""
    for line, kind, text in _ENVIRONMENT.lex(body):
        if kind == "string" and "\\" in text:
            raise _Unreadable(line, *_not_allowed("a backslash"))


class _Unreadable(Exception):  # noqa: N818 — said to the user as a problem, never as an error
    """Words that are no template at all; `line` counts from the first line of the words."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


_TOO_DEEP = ("the slots are nested too deep", "Write it flatter.")
_ENVIRONMENT = Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701 — parsed, never rendered
_OPEN_SLOT = ("a slot begins with '{{' and is never closed", "Close it with '}}'.")
_SYNTAX = (
    # a part of what Jinja2 says, what we say, the remedy
    ("looking for the following tags: 'elif'", "an {% if %} has no end", "Add {% endif %}."),
    ("looking for the following tags: 'endif'", "an {% if %} has no end", "Add {% endif %}."),
    ("looking for the following tags: 'else' or 'endfor'", "a {% for %} has no end",
     "Add {% endfor %}."),
    ("looking for the following tags: 'endfor'", "a {% for %} has no end", "Add {% endfor %}."),
    ("Missing end of comment tag", "a remark begins with '{#' and is never closed",
     "Close it with '#}'."),
    ("end of print statement", *_OPEN_SLOT),
    ("unexpected end of template", *_OPEN_SLOT),
    ("end of statement block", "a {% begins here and its end does not fit it",
     "Write it as {% if slot %} … {% endif %}."),
)  # fmt: skip


def _in_words(said: str) -> tuple[str, str]:
    """Say a syntax error of Jinja2 in the user's words."""
    tag = re.match(r"Encountered unknown tag '(\w+)'", said)
    if tag:
        return _not_allowed(f"{{% {tag[1]} %}}")
    known = next((row[1:] for row in _SYNTAX if row[0] in said), None)
    return known or (f"the words cannot be understood from here on ({said.rstrip('.')})", "")


def _not_allowed(what: str) -> tuple[str, str]:
    hint = "A script has words, {{ slots }}, {% if slot %} and {% for one in slot %} only."
    return f"{what} is not allowed in a script", hint


def _at(script: Script, line: int, message: str, hint: str, column: int = 1) -> Problem:
    return Problem(script.path, script.body_line + line - 1, column, message, hint)


class _Finder:
    """Walks the tree of a script: collects its slots, refuses what is not allowed."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._lines = script.body.split("\n")
        self._own: frozenset[str] = frozenset()
        self.slots: set[str] = set()
        self.problems: list[Problem] = []

    def walk(self, found: Iterable[nodes.Node]) -> None:
        for node in found:
            self._statement(node)

    def _statement(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    self._printed(part)
        elif isinstance(node, nodes.If):
            self._test(node.test)
            self.walk((*node.body, *node.elif_, *node.else_))
        elif isinstance(node, nodes.For):
            self._for(node)
        else:
            self._refuse(node)

    def _for(self, node: nodes.For) -> None:
        name = dotted(node.iter)
        if self._own:
            self._refuse(node, "a {% for %} inside another")
        elif node.recursive or node.test or node.else_ or not isinstance(node.target, nodes.Name):
            self._refuse(node, "this kind of {% for %}")
        elif not name:
            self._refuse(node, "a {% for %} over anything but a slot's list")
        elif self._slot(node, name) and SLOTS[name] != "list":
            self._fault(node, f"'{name}' is no list", f"Print it with {{{{ {name} }}}}.")
        else:
            self._own = frozenset({node.target.name, *LOOP_SLOTS})
            self.walk(node.body)
            self._own = frozenset()

    def _printed(self, node: nodes.Node) -> None:
        """Check what stands between `{{` and `}}`."""
        if isinstance(node, nodes.Filter):
            self._filter(node)
        elif isinstance(node, nodes.Or):
            self._printed(node.left)
            self._printed(node.right)
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            pass
        else:
            name = dotted(node)
            if name in THINGS:
                of_it = [s for s in SLOTS if s.startswith(f"{name}.") and not is_truth(s)]
                hint = f"One of: {', '.join(of_it)}."
                self._fault(node, f"'{name}' is more than one word: say which", hint)
            elif is_truth(name):
                self._truth(node, name, "printed")
            elif name:
                self._slot(node, name)
            else:
                self._refuse(node)

    def _filter(self, node: nodes.Filter) -> None:
        if node.name not in FILTERS:
            self._fault(node, f"there is no filter '{node.name}'", did_you_mean(node.name, FILTERS))
        arguments = [*node.args, *node.kwargs, *filter(None, (node.dyn_args, node.dyn_kwargs))]
        words = len(arguments) == 1 and isinstance(arguments[0], nodes.Const)
        if arguments and not (node.name == "default" and words):
            self._refuse(node, f"this use of the filter '{node.name}'")
        if node.node is None:
            self._refuse(node)
        else:
            self._printed(node.node)

    def _test(self, node: nodes.Node) -> None:
        """Check the condition of an `{% if %}`."""
        if isinstance(node, nodes.Not):
            self._test(node.node)
        elif isinstance(node, (nodes.And, nodes.Or)):
            self._test(node.left)
            self._test(node.right)
        elif isinstance(node, nodes.Compare):
            self._comparison(node)
        else:
            name = dotted(node)
            if not name:
                self._refuse(node)
            elif name not in THINGS:
                self._slot(node, name)

    def _comparison(self, node: nodes.Compare) -> None:
        plain = len(node.ops) == 1 and node.ops[0].op in {"eq", "ne"}
        if is_truth(dotted(node.expr)):
            self._truth(node, dotted(node.expr), "compared")
        elif plain and isinstance(node.ops[0].expr, nodes.Const) and dotted(node.expr):
            self._test(node.expr)
        else:
            self._refuse(node)

    def _slot(self, node: nodes.Node, name: str) -> bool:
        """Take note of a slot, or say that there is none of that name."""
        if name in self._own:
            return False
        if name in SLOTS:
            self.slots.add(name)
            return True
        self._fault(node, f"unknown slot '{name}'", slot_hint(name), name)
        return False

    def _truth(self, node: nodes.Node, name: str, used: str) -> None:
        hint = f"Write {{% if {name} %}} or {{% if not {name} %}}."
        self._fault(node, f"'{name}' is so or not: it cannot be {used}", hint, name)

    def _refuse(self, node: nodes.Node, what: str = "") -> None:
        self._fault(node, *_not_allowed(what or _named(node)))

    def _fault(self, node: nodes.Node, message: str, hint: str, near: str = "") -> None:
        number = line_of(node)
        line = self._lines[number - 1] if number <= len(self._lines) else ""
        column = line.find(near) + 1 if near else line.find("{") + 1
        self.problems.append(_at(self._script, number, message, hint, max(column, 1)))


def line_of(node: nodes.Node, around: int = 1) -> int:
    """Give the line of a node; some are wrapped in one that was never told where it stands."""
    told: int | None = node.lineno
    return told or next((line_of(child, around) for child in node.iter_child_nodes()), around)


def dotted(node: nodes.Node) -> str:
    """Give the dotted name that a node is, or nothing: `prospect.first_name`, at most two parts."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return ""


def slot_of(node: nodes.Node) -> str:
    """Give the name of the slot that a part prints, the first of several."""
    while isinstance(node, (nodes.Filter, nodes.Or)):
        inner = node.node if isinstance(node, nodes.Filter) else node.left
        if inner is None:
            return ""
        node = inner
    return dotted(node)


_NAMES: dict[type[nodes.Node], str] = {
    nodes.Call: "a call", nodes.Getitem: "a subscript", nodes.Getattr: "reaching into a slot",
    nodes.Include: "{% include %}", nodes.Import: "{% import %}",
    nodes.FromImport: "{% from %}", nodes.Extends: "{% extends %}", nodes.Macro: "{% macro %}",
    nodes.Assign: "{% set %}", nodes.AssignBlock: "{% set %}", nodes.Block: "{% block %}",
    nodes.With: "{% with %}", nodes.FilterBlock: "{% filter %}", nodes.CallBlock: "{% call %}",
    nodes.Scope: "{% autoescape %}",
    nodes.Const: "a bare number or word", nodes.Test: "a test with 'is'",
    nodes.Compare: "this comparison", nodes.CondExpr: "an 'if' inside a slot",
}  # fmt: skip


def _named(node: nodes.Node) -> str:
    return _NAMES.get(type(node), "arithmetic" if isinstance(node, nodes.BinExpr) else "this")


def _banned_phrases(script: Script) -> Iterator[Problem]:
    """Find words that only ask for attention, remarks left aside."""
    text = _REMARK.sub(lambda remark: re.sub(r"[^\n]", " ", remark[0]), script.body)
    for start, message, instead in find_banned(text):
        before = text[:start]
        column = start - (before.rfind("\n") + 1) + 1
        yield _at(script, before.count("\n") + 1, message, instead, column)


def find_banned(text: str) -> Iterator[tuple[int, str, str]]:
    """Find words that give the reader nothing: where, what is wrong, and what to say instead.

    Of two that overlap the one that begins first is told.
    """
    found = [
        (m.start(), -m.end(), m[0], b.instead) for b in BANNED for m in b.pattern.finditer(text)
    ]
    after = 0
    for start, end, words, instead in sorted(found):
        if start >= after:
            yield start, f"'{' '.join(words.split())}' gives them nothing", instead
            after = -end


def _no_words(script: Script, tree: nodes.Template) -> Iterator[Problem]:
    """Refuse a script that would go out empty: remarks stay here, and a subject is no letter."""
    if not without_subject(longest(tree.body)).strip():
        hint = "Write what they are to read or hear; a remark {# #} is for you alone."
        yield _at(script, 1, "there are no words under the head", hint)


def _too_long(script: Script, tree: nodes.Template, limit: int) -> Iterator[Problem]:
    words = len(without_subject(longest(tree.body)).split())
    if words > limit:
        message = f"these are {words} words; {limit} are allowed"
        yield _at(script, 1, message, "Take out what they would not miss.")


def _asks_in_thanks(script: Script) -> Iterator[Problem]:
    """Refuse thanks with a request: it would be a request (rule one-ask)."""
    if script.purpose == "thanks" and script.ask not in {"none", ""}:
        message = f"a thank-you asks for nothing, and this one asks for '{script.ask}'"
        hint = "Write `ask: none` and keep the question for the next touch."
        yield Problem(script.path, script.line_of("ask"), 1, message, hint)


def without_subject(text: str) -> str:
    """Leave out the line at the beginning that is a letter's subject."""
    return _SUBJECT.sub("", text)


Shown = Callable[[nodes.Node], str]
"""How a slot stands in a text that is not filled in: always as one word."""


def longest(found: Iterable[nodes.Node], shown: Shown = lambda _slot: "slot") -> str:
    """Give the longest text that a script can become, each slot as one word."""
    return "".join(_longest(node, shown) for node in found)


def _longest(node: nodes.Node, shown: Shown) -> str:
    if isinstance(node, nodes.Output):
        return "".join(
            p.data if isinstance(p, nodes.TemplateData) else shown(p) for p in node.nodes
        )
    if isinstance(node, nodes.If):
        branches = [node.body, *(branch.body for branch in node.elif_), node.else_]
        texts = (longest(branch, shown) for branch in branches)
        return max(texts, key=lambda text: len(text.split()))
    return longest(node.body, shown) if isinstance(node, nodes.For) else ""
