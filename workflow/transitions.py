"""The one transition table: buttons, pages, interfaces and tests all read it (DESIGN section 3).

| from | to | who | holds |
|---|---|---|---|
| draft, returned | submitted | planner | no Måste left; each left Bör has a reason; somebody can decide |
| submitted | draft (withdraw) | planner | not decided |
| submitted | returned | manager | a message |
| submitted | decided | manager, not the submitter (FOUR_EYES) | date, body |
| decided | published | manager | has read what becomes public |
| published | decided (unpublish) | manager | a reason |
| decided, published | superseded | the system, when a revision is decided | |
| decided, published | closed | manager | the final follow-up is held |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.access import managers, may_decide, may_plan

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class State(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Utkast")
    SUBMITTED = "submitted", gettext_lazy("Inlämnad")
    RETURNED = "returned", gettext_lazy("Återlämnad")
    DECIDED = "decided", gettext_lazy("Beslutad")
    PUBLISHED = "published", gettext_lazy("Publicerad")
    SUPERSEDED = "superseded", gettext_lazy("Ersatt")
    CLOSED = "closed", gettext_lazy("Avslutad")


class Refused(Exception):
    """A step that may not be taken now; `reasons` are sentences in Swedish that say what to do."""

    def __init__(self, reasons):
        super().__init__(" ".join(str(reason) for reason in reasons))
        self.reasons = [str(reason) for reason in reasons]


def _nobody(user, agency):
    return False


def _holds_always(by, plan, message, decision):
    return []


@dataclass(frozen=True)
class Transition:
    """One row of the table. `who` asks access; `holds` returns the reasons why not, in Swedish."""

    name: str
    slug: str
    sources: tuple
    target: str
    who: Callable
    label: StrOrPromise
    past: StrOrPromise
    done: StrOrPromise
    holds: Callable = _holds_always
    message_label: StrOrPromise = ""
    message_required: bool = False

    def is_open_to(self, user, plan):
        """Whether the button is shown: the plan is there and the person may. Conditions are told on the step's page."""
        return plan.state in self.sources and self.who(user, plan.agency)

    def check(self, by, plan, message, decision):
        """Raises Refused unless the step may be taken now."""
        if plan.state not in self.sources:
            raise Refused([_("Planen är %s. Läs in sidan igen.") % plan.get_state_display().lower()])
        if not self.who(by, plan.agency):
            raise Refused([_("Du har inte den roll som krävs i %s.") % plan.agency])
        reasons = list(self.holds(by, plan, message, decision))
        if self.message_required and not message.strip():
            reasons.append(_("Skriv ett meddelande. Det behövs för att %s.") % self.label.lower())
        if reasons:
            raise Refused(reasons)


NOBODY_DECIDES = gettext_lazy("Ingen i er organisation kan besluta planer. Be administratören lägga till en chef.")
ONLY_YOU_DECIDE = gettext_lazy(
    "Du är den enda som kan besluta, och den som lämnar in kan inte besluta. "
    "Be administratören lägga till en chef till."
)


def _complete(by, plan, message, decision):
    from workflow.completeness import remaining  # noqa: PLC0415 (the rules need the models, the models this table)

    plan.fetch_contents()
    for lack in remaining(plan):
        yield lack.text if lack.is_must else _("%s. Fyll i eller skriv varför ni lämnar in ändå.") % lack.text
    if not managers(plan.agency):
        yield NOBODY_DECIDES


def _decidable(by, plan, message, decision):
    if settings.FOUR_EYES and plan.submitted_by_id == by.pk:
        yield _("Den som lämnade in planen kan inte besluta den. Be en annan chef.")
    if not decision.get("decided_on"):
        yield _("Ange beslutsdatum.")
    if not decision.get("decided_by_body"):
        yield _("Ange vem eller vilket organ som har beslutat.")


_TABLE = (
    Transition(
        name="submit",
        slug="granska",
        sources=(State.DRAFT, State.RETURNED),
        target=State.SUBMITTED,
        who=may_plan,
        holds=_complete,
        label=gettext_lazy("Granska och lämna in"),
        past=gettext_lazy("Inlämnad"),
        done=gettext_lazy("Planen är inlämnad för granskning."),
        message_label=gettext_lazy("Meddelande till den som granskar"),
    ),
    Transition(
        name="withdraw",
        slug="dra-tillbaka",
        sources=(State.SUBMITTED,),
        target=State.DRAFT,
        who=may_plan,
        label=gettext_lazy("Dra tillbaka"),
        past=gettext_lazy("Tillbakadragen"),
        done=gettext_lazy("Planen är tillbakadragen och går att ändra igen."),
    ),
    Transition(
        name="decide",
        slug="besluta",
        sources=(State.SUBMITTED,),
        target=State.DECIDED,
        who=may_decide,
        holds=_decidable,
        label=gettext_lazy("Fatta beslut"),
        past=gettext_lazy("Beslutad"),
        done=gettext_lazy("Beslutet är registrerat. Publicera planen när du vill."),
    ),
    Transition(
        name="return",
        slug="aterlamna",
        sources=(State.SUBMITTED,),
        target=State.RETURNED,
        who=may_decide,
        label=gettext_lazy("Återlämna"),
        past=gettext_lazy("Återlämnad"),
        done=gettext_lazy("Planen är återlämnad."),
        message_label=gettext_lazy("Vad behöver ändras?"),
        message_required=True,
    ),
    Transition(
        name="publish",
        slug="publicera",
        sources=(State.DECIDED,),
        target=State.PUBLISHED,
        who=may_decide,
        label=gettext_lazy("Publicera"),
        past=gettext_lazy("Publicerad"),
        done=gettext_lazy("Planen är publicerad."),
    ),
    Transition(
        name="unpublish",
        slug="avpublicera",
        sources=(State.PUBLISHED,),
        target=State.DECIDED,
        who=may_decide,
        label=gettext_lazy("Avpublicera"),
        past=gettext_lazy("Avpublicerad"),
        done=gettext_lazy("Planen är avpublicerad. Beslutet gäller fortfarande."),
        message_label=gettext_lazy("Varför avpubliceras planen?"),
        message_required=True,
    ),
    Transition(
        name="close",
        slug="avsluta",
        sources=(State.DECIDED, State.PUBLISHED),
        target=State.CLOSED,
        who=may_decide,
        label=gettext_lazy("Avsluta"),
        past=gettext_lazy("Avslutad"),
        done=gettext_lazy("Planen är avslutad."),
        message_label=gettext_lazy("Vad visade den sista uppföljningen?"),
        message_required=True,
    ),
    Transition(
        name="supersede",
        slug="",
        sources=(State.DECIDED, State.PUBLISHED),
        target=State.SUPERSEDED,
        who=_nobody,
        label=gettext_lazy("Ersätt"),
        past=gettext_lazy("Ersatt"),
        done=gettext_lazy("Planen är ersatt."),
    ),
)


class _Table(tuple):
    """The rows in order; a row by its name."""

    def __getitem__(self, name):
        return next(step for step in self if step.name == name)


TRANSITIONS = _Table(_TABLE)
PAGES = tuple(step for step in TRANSITIONS if step.slug)
PLAIN_STEPS = tuple(step for step in PAGES if step.name != "submit")  # handing in has a page of its own (UX.md P15)
