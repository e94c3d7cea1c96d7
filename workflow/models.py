"""How what we write is saved, decided and remembered."""

import uuid
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from agencies.access import may_decide
from agencies.models import Agency
from workflow.clock import now
from workflow.transitions import TRANSITIONS, Refused, State


class Edited(models.Model):
    """A row people write. `edit_count` is the lock: a save must know the count it started from."""

    edit_count = models.PositiveIntegerField(default=0, editable=False)
    edited_at = models.DateTimeField(_("sparad"), default=now, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("sparad av"),
    )

    class Meta:
        abstract = True


class PlanClosed(PermissionDenied):
    """Someone tried to write in a plan that is no longer open."""


class PlanQuerySet(models.QuerySet):
    def latest_numbers(self):
        """Of each plan only its latest revision: what the working area shows."""
        return self.filter(revision__isnull=True)

    def decided(self):
        """Decided rows that are valid: not drafts, not superseded."""
        return self.filter(state__in=[State.DECIDED, State.PUBLISHED, State.CLOSED])

    def awaiting_decision(self):
        return self.filter(state=State.SUBMITTED)


class Plan(Edited):
    """What all plans share: a state that only moves along the transition table, and revisions as new rows."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="%(class)ss", verbose_name=_("organisation"))
    state = models.CharField(_("status"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    number = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    revises = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="revision", verbose_name=_("reviderar")
    )
    cause = models.CharField(_("varför planen reviderades"), max_length=300, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("inlämnad av"),
    )
    submitted_at = models.DateTimeField(_("inlämnad"), null=True, editable=False)
    decided_on = models.DateField(_("beslutsdatum"), null=True, editable=False)
    decided_by_body = models.CharField(_("beslutsfattare"), max_length=120, blank=True, editable=False)
    diary_number = models.CharField(_("diarienummer"), max_length=60, blank=True, editable=False)
    submit_by = models.DateField(
        _("lämnas in senast"), null=True, blank=True, help_text=_("Skriv som år-månad-dag, till exempel 2027-10-30.")
    )
    decide_by = models.DateField(
        _("beslutas senast"), null=True, blank=True, help_text=_("Skriv som år-månad-dag, till exempel 2027-12-11.")
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="%(class)s_has_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.DRAFT, State.SUBMITTED, State.RETURNED])
                | models.Q(decided_on__isnull=False),
                name="%(class)s_is_decided_on_a_day",
            ),
        ]

    @property
    def is_open(self):
        """May be written in: not yet submitted, or returned."""
        return self.state in (State.DRAFT, State.RETURNED)

    @property
    def is_valid_decision(self):
        return self.state in (State.DECIDED, State.PUBLISHED, State.CLOSED)

    def steps_for(self, user):
        """The transitions this person may take from here, in the table's order."""
        return [step for step in TRANSITIONS if step.is_open_to(user, self)]

    def awaits(self, user):
        """Whether it is for this person to decide or return it now: under four eyes, never for who handed it in."""
        is_own = settings.FOUR_EYES and self.submitted_by_id == user.pk
        return self.state == State.SUBMITTED and may_decide(user, self.agency) and not is_own

    @contextmanager
    def editing(self, by):
        """Locks the plan for a change of something in it, and marks who changed it. Raises PlanClosed."""
        with transaction.atomic():
            locked = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            if not locked.is_open:
                raise PlanClosed(_("Planen är %s och går inte att ändra.") % locked.get_state_display().lower())
            yield locked
            type(self).objects.filter(pk=self.pk).update(edited_at=now(), edited_by=by)

    def move(self, name, *, by, message="", seen=None, **decision):
        """Takes one step of the transition table, whole or not at all, and remembers who, when and why.

        `decision` is what the step writes on the plan (date, body, diarienummer, or revision's cause). Raises Refused
        with the reasons in Swedish when the person may not, a condition is not met, or somebody was faster. `seen` is
        the edit_count the person saw; None asks nothing.
        """
        step = TRANSITIONS[name]
        with transaction.atomic():
            fresh = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            step.check(by, fresh, message, decision)
            if seen is not None and seen != fresh.edit_count:
                raise Refused([_("Planen har ändrats sedan du öppnade sidan. Läs igenom den och försök igen.")])
            changes = {"state": step.target, "edited_at": now(), "edited_by": by, **decision}
            if name == "submit":
                changes |= {"submitted_by": by, "submitted_at": now()}
            moved = type(self).objects.filter(pk=self.pk, state=fresh.state)
            if not moved.update(**changes, edit_count=models.F("edit_count") + 1):
                raise Refused([_("Någon annan hann före. Läs in sidan igen.")])
            fresh.remember(name, by, message)
            if name == "decide" and fresh.revises_id:
                fresh.revises.supersede(by)
        self.refresh_from_db()

    def was_taken(self, step, by, message, decision):
        """Whether the last thing that happened to the plan is this very step, by this person, with the same words."""
        last = Event.objects.filter(plan_uid=self.uid).order_by("-at", "-pk").first()
        if self.state != step.target or last is None:
            return False
        told = (last.kind, last.by_id, last.message) == (step.name, by.pk, message)
        return told and all(getattr(self, name) == value for name, value in decision.items())

    def supersede(self, by):
        """The system's own step: the revision of this plan has been decided."""
        step = TRANSITIONS["supersede"]
        type(self).objects.filter(pk=self.pk, state__in=step.sources).update(state=step.target)
        self.remember("supersede", by, "")

    def remember(self, kind, by, message):
        Event.objects.create(agency_id=self.agency_id, plan_uid=self.uid, kind=kind, by=by, message=message, at=now())

    @property
    def last_return(self):
        """Who returned the plan and with what message, while that is what the planner has to act on."""
        if self.state != State.RETURNED:
            return None
        return (
            Event.objects.filter(plan_uid=self.uid, kind="return").select_related("by").order_by("-at", "-pk").first()
        )


class PlanItem(Edited):
    """A part of a plan that keeps its uid across revisions and years, so that the same thing can be compared."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "uid"], name="%(class)s_stands_once_in_a_plan")]

    def stand_last(self):
        """Gives a new item its place after the others of its kind in the plan."""
        last = type(self)._default_manager.filter(plan=self.plan).aggregate(last=models.Max("position"))["last"]
        self.position = 0 if last is None else last + 1


class Disclosure(models.TextChoices):
    """What of a plan may leave the organisation: only what is `publish` is ever shared or published (DESIGN 3)."""

    PUBLISH = "publish", _("Publiceras")
    INTERNAL = "internal", _("Visas bara internt")
    REVIEW = "review", _("Sekretessprövas")


class Disclosed(models.Model):
    """An item that says whether it may be read by others when its plan is shared or published."""

    disclosure = models.CharField(_("offentlighet"), max_length=8, choices=Disclosure, default=Disclosure.PUBLISH)

    class Meta:
        abstract = True

    @property
    def is_internal(self):
        return self.disclosure != Disclosure.PUBLISH


class Event(models.Model):
    """Something that happened to a plan: a step of the transition table, with who, when and why."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="events", verbose_name=_("organisation"))
    plan_uid = models.UUIDField(_("plan"), db_index=True)
    kind = models.CharField(_("händelse"), max_length=20)
    message = models.TextField(_("meddelande"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av"))
    at = models.DateTimeField(_("när"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")

    def __str__(self):
        return f"{self.step_label} {self.at:%Y-%m-%d}"

    @property
    def step_label(self):
        return TRANSITIONS[self.kind].past


class Level(models.TextChoices):
    """How much a completeness rule asks: Måste blocks submission, a Bör can be left with a reason."""

    MUST = "must", _("Måste")
    SHOULD = "should", _("Bör")


class RuleLevel(models.Model):
    """How much a rule asks of one kind of organisation, where administrators want it otherwise than the code says."""

    class Asked(models.TextChoices):
        """A rule's levels, and the one that turns it off."""

        MUST = Level.MUST.value, Level.MUST.label
        SHOULD = Level.SHOULD.value, Level.SHOULD.label
        OFF = "off", _("Av")

    rule = models.CharField(_("regel"), max_length=80)
    agency_kind = models.CharField(_("slag av organisation"), max_length=20, choices=Agency.Kind)
    level = models.CharField(_("nivå"), max_length=6, choices=Asked)

    class Meta:
        ordering = ["rule", "agency_kind"]
        verbose_name = _("regelnivå")
        verbose_name_plural = _("regelnivåer")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "agency_kind"],
                name="one_level_per_rule_and_kind_of_agency",
                violation_error_message=_("Regeln har redan en nivå för det slaget. Ändra den i stället."),
            )
        ]

    def __str__(self):
        return f"{self.rule}: {self.get_level_display()}"


class LeftOut(models.Model):
    """Why a Bör was left: one reason a rule and plan."""

    plan_uid = models.UUIDField(_("plan"))
    rule = models.CharField(_("regel"), max_length=60)
    reason = models.CharField(_("varför"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av"))
    at = models.DateTimeField(_("när"), default=now)

    class Meta:
        verbose_name = _("motiverat undantag")
        verbose_name_plural = _("motiverade undantag")
        constraints = [models.UniqueConstraint(fields=["plan_uid", "rule"], name="one_reason_per_plan_and_rule")]

    def __str__(self):
        return self.reason
