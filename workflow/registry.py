"""How a lower page shows what a higher room knows (DESIGN section 1).

A page names its places; higher rooms register, from their `panels.py`, functions that return a Panel. Completeness
rules (`completeness.py`) and tasks for Hem (`tasks.py`) are registered the same way. All run on the server and must be
set-based: a page's query test includes what its panels cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_panels: defaultdict[str, list] = defaultdict(list)
_rules: defaultdict[type, list] = defaultdict(list)
_tasks: list[Callable] = []


@dataclass(frozen=True)
class Panel:
    """A template and the finished values it shows."""

    template: str
    values: dict = field(default_factory=dict)


def panel(place, order=50):
    """Registers a function of what the page is about; it returns a Panel, or None when it has nothing to say."""

    def register(function):
        _panels[place].append((order, function))
        _panels[place].sort(key=lambda entry: entry[0])
        return function

    return register


def panels(place, *subject):
    """What the higher rooms want shown at this place."""
    found = [function(*subject) for _order, function in _panels[place]]
    return [shown for shown in found if shown is not None]


@dataclass(frozen=True)
class Rule:
    """A completeness rule: its key, what it asks, why in our own words, and the section of the guidance it rests on.

    `level` is what the code says; administrators may say otherwise for a kind of organisation (workflow.RuleLevel).
    `part` names the part of the plan that the rule is about.
    """

    key: str
    level: str
    asks: StrOrPromise
    why: StrOrPromise
    source: StrOrPromise
    find: Callable
    part: str = ""


def rule(plan_class, key, level, *, asks, why, source, part=""):
    """Registers a completeness rule: a function of the plan that returns a Lack, or None when all is well."""

    def register(function):
        _rules[plan_class].append(Rule(key, level, asks, why, source, function, part))
        return function

    return register


def rules(plan_class):
    return _rules[plan_class]


def all_rules():
    """Every rule of every kind of plan: (plan class, rule) pairs, in the order they were registered."""
    return [(plan_class, one) for plan_class, own in _rules.items() for one in own]


def task(function):
    """Registers a function of (user, today) that returns the Tasks it knows of."""
    _tasks.append(function)
    return function


def tasks(user, today):
    """Everything a person has to do, most urgent first; tasks without a day come last."""
    found = [one for function in _tasks for one in function(user, today)]
    return sorted(found, key=lambda one: (one.due is None, one.due, one.order))
