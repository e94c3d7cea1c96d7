"""The pages where numbers meet: start, home, Läget, an organisation's front page, its indicators."""

from followup.views.agency import agency
from followup.views.home import health_rule, home, start, todo
from followup.views.indicators import indicator, indicators
from followup.views.situation import situation
from followup.views.style import style

__all__ = ["agency", "health_rule", "home", "indicator", "indicators", "situation", "start", "style", "todo"]
