"""The strategic plans 2024–2028 (UX.md 7.4), a file for each organisation. Grannköping and Exempelverket have none."""

from followup.demo.strategic import exi, exk, exm, rex
from followup.demo.strategic.told import PERIOD
from strategy.models import PremiseKind

__all__ = ["EXAMPLE_SOURCES", "PERIOD", "PLANS"]

# In the shared register while the demo is loaded: (kind, title). They are made up, so no code list ships them.
EXAMPLE_SOURCES = {
    "exempel-digitaliseringsmal-2026": (
        PremiseKind.GOVERNMENT_GOAL,
        "Exempel: Regeringens digitaliseringsmål 2026",
    ),
    "exempel-fardplan-livshandelser": (PremiseKind.OTHERS_PLAN, "Exempel: Nationell färdplan för livshändelser"),
}

# A plan comes after those it links to.
PLANS = (*exm.PLANS, *exk.PLANS, *rex.PLANS, *exi.PLANS)
