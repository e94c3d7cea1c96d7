"""The pages where numbers meet: start, home, Läget, an organisation's front page, its indicators."""

from followup.views.account import account
from followup.views.agency import agency
from followup.views.home import health_rule, home, start, todo
from followup.views.indicators import indicator, indicators
from followup.views.search import search
from followup.views.situation import situation
from followup.views.style import style

__all__ = [
    "account",
    "agency",
    "health_rule",
    "home",
    "indicator",
    "indicators",
    "search",
    "situation",
    "start",
    "style",
    "todo",
]
