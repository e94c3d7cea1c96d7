"""How a lower page shows what a higher room knows (DESIGN section 1).

A page names its places; higher rooms register, from their `panels.py`, functions that return a Panel. Completeness
rules (`completeness.py`) and tasks for Hem (`tasks.py`) are registered the same way. All run on the server and must be
set-based: a page's query test includes what its panels cost.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

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


def rule(plan_class, key, level):
    """Registers a completeness rule: a function of the plan that returns a Lack, or None when all is well."""

    def register(function):
        _rules[plan_class].append((key, level, function))
        return function

    return register


def rules(plan_class):
    return _rules[plan_class]


def task(function):
    """Registers a function of (user, today) that returns the Tasks it knows of."""
    _tasks.append(function)
    return function


def tasks(user, today):
    """Everything a person has to do, most urgent first; tasks without a day come last."""
    found = [one for function in _tasks for one in function(user, today)]
    return sorted(found, key=lambda one: (one.due is None, one.due, one.order))
