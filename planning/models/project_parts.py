"""What a project is told with: its stages, changed dates, benefits, supporting documents, partners and läge."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from charts.health import Health
from planning.files import kind_of
from strategy.models import BenefitEstimate, BenefitKind, Unit
from workflow.clock import now, today


class Stage(models.Model):
    """A stage of a project in time. A month nobody has said is None."""

    class Kind(models.TextChoices):
        """The stages in their order (guidance 2010: needs analysis, pre-study; then as projects are run)."""

        NEEDS = "needs", _("Behovsanalys")
        PRE_STUDY = "pre_study", _("Förstudie")
        EXECUTION = "execution", _("Genomförande")
        HANDOVER = "handover", _("Överlämning")
        BENEFITS = "benefits", _("Nyttor tas hem")

    project = models.ForeignKey("planning.Project", models.CASCADE, related_name="stages", verbose_name=_("projekt"))
    kind = models.CharField(_("skede"), max_length=10, choices=Kind)
    starts_on = models.DateField(_("från"), null=True, blank=True)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)
    is_done = models.BooleanField(_("klart"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("skede")
        verbose_name_plural = _("skeden")
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="one_stage_of_a_kind_per_project"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="stage_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class DateChange(models.Model):
    """A decided date that was changed: what it was, what it became, and why. Append-only; None is no date."""

    class Field(models.TextChoices):
        STARTS = "starts_on", _("Start")
        ENDS = "ends_on", _("Slut")

    project = models.ForeignKey(
        "planning.Project", models.CASCADE, related_name="date_changes", verbose_name=_("projekt")
    )
    field = models.CharField(_("datum"), max_length=10, choices=Field)
    was = models.DateField(_("var"), null=True)
    became = models.DateField(_("blev"), null=True)
    reason = models.CharField(_("varför"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av"))
    at = models.DateTimeField(_("när"), default=now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("ändrat datum")
        verbose_name_plural = _("ändrade datum")

    def __str__(self):
        return f"{self.get_field_display()}: {self.was} → {self.became}"


class BenefitQuerySet(models.QuerySet):
    def unplanned(self):
        """Those that lack what ESV finds missing: nollmätning, a plan, or who is responsible (DOMAIN 6.1)."""
        without_baseline = Q(baseline__isnull=True, baseline_note="")
        return self.filter(without_baseline | Q(realisation="") | Q(responsible_role=""))


class Benefit(models.Model):
    """What a project gives per year, counted or in words. `amount` None means it is told in words only.

    It continues the initiative's rough `estimate`. `baseline` is the nollmätning in the same unit, None when it is not
    measured; `baseline_note` says how and when. `from_year` None: nobody has said from when. The same uid in another
    year's plan is the same benefit.
    """

    project = models.ForeignKey("planning.Project", models.CASCADE, related_name="benefits", verbose_name=_("projekt"))
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("slag"), max_length=12, choices=BenefitKind, default=BenefitKind.FREED)
    amount = models.DecimalField(_("per år"), max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("enhet"), max_length=5, choices=Unit, default=Unit.HOURS)
    note = models.CharField(_("vad nyttan består i"), max_length=200, blank=True)
    who = models.CharField(_("för vem"), max_length=120, blank=True)
    from_year = models.PositiveSmallIntegerField(_("från och med år"), null=True, blank=True)
    baseline = models.DecimalField(_("nollmätning"), max_digits=12, decimal_places=2, null=True, blank=True)
    baseline_note = models.CharField(_("hur och när det är mätt"), max_length=200, blank=True)
    realisation = models.CharField(_("så hämtas nyttan hem"), max_length=300, blank=True)
    responsible_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)
    first_check_on = models.DateField(_("följs upp första gången"), null=True, blank=True)
    estimate = models.ForeignKey(
        BenefitEstimate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name=_("insatsens uppskattning"),
    )

    objects = BenefitQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("nytta")
        verbose_name_plural = _("nyttor")
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="benefit_is_not_negative"),
            models.UniqueConstraint(fields=["project", "uid"], name="benefit_stands_once_in_a_project"),
        ]

    def __str__(self):
        return self.note or self.get_kind_display()

    @property
    def is_planned(self):
        """Has nollmätning, a plan for taking it home and somebody responsible."""
        has_baseline = self.baseline is not None or self.baseline_note
        return bool(has_baseline and self.realisation and self.responsible_role)


class SupportingDocument(models.Model):
    """A needs analysis, pre-study or benefit calculation: a link, a file, or why there is none. One of the three."""

    class Kind(models.TextChoices):
        NEEDS_ANALYSIS = "needs_analysis", _("Behovsanalys")
        PRE_STUDY = "pre_study", _("Förstudie")
        BENEFIT_CALCULATION = "benefit_calculation", _("Nyttokalkyl")

    project = models.ForeignKey("planning.Project", models.CASCADE, related_name="documents", verbose_name=_("projekt"))
    kind = models.CharField(_("underlag"), max_length=20, choices=Kind)
    title = models.CharField(_("namn"), max_length=160, blank=True)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    file = models.FileField(_("fil"), upload_to="underlag/", max_length=300, blank=True)
    dated_on = models.DateField(_("datum"), null=True, blank=True)
    missing_reason = models.CharField(_("finns inte, för att"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("underlag")
        verbose_name_plural = _("underlag")
        constraints = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file="", missing_reason=""))
                | (~Q(file="") & Q(url="", missing_reason=""))
                | (~Q(missing_reason="") & Q(url="", file="")),
                name="document_is_a_link_a_file_or_a_reason",
            )
        ]

    def __str__(self):
        return self.title or self.get_kind_display()

    @property
    def file_kind(self):
        """What kind of file it is, in a word: "PDF"."""
        return kind_of(self.file.name)[1]


@receiver(models.signals.post_delete, sender=SupportingDocument)
def forget_file(instance, **kwargs):
    """The file goes with the last row that has it: a revision of a plan has the same file as the plan it revises."""
    name, storage = instance.file.name, instance.file.storage

    def forget():
        if not SupportingDocument.objects.filter(file=name).exists():
            storage.delete(name)

    if name:
        transaction.on_commit(forget)


class Partnership(models.Model):
    """Somebody who does a project together with us: an organisation in Samplan, or one named in words."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Leder")
        PARTICIPANT = "participant", _("Deltar")
        USER = "user", _("Använder resultatet")

    class Status(models.TextChoices):
        """How far the two have come with each other."""

        UNSAID = "", _("Inte sagt")
        ASKED = "asked", _("Tillfrågad")
        TALKING = "talking", _("Samtal pågår")
        AGREED = "agreed", _("Överenskommet")
        DECLINED = "declined", _("Tackat nej")

    project = models.ForeignKey(
        "planning.Project", models.CASCADE, related_name="partnerships", verbose_name=_("projekt")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="partnerships", verbose_name=_("organisation")
    )
    name = models.CharField(_("annan partner"), max_length=120, blank=True)
    role = models.CharField(_("roll"), max_length=12, choices=Role, default=Role.PARTICIPANT)
    status = models.CharField(_("hur långt ni har kommit"), max_length=8, choices=Status, default="", blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partner")
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, name="") | (Q(agency__isnull=True) & ~Q(name="")),
                name="partner_is_an_agency_or_a_name",
            ),
            models.UniqueConstraint(
                fields=["project", "agency"],
                condition=Q(agency__isnull=False),
                name="an_agency_is_partner_once",
            ),
        ]

    def __str__(self):
        return str(self.agency) if self.agency_id else self.name


class StatusReport(models.Model):
    """How a project stood on a day, said by a person with a reason. Append-only."""

    project = models.ForeignKey(
        "planning.Project", models.CASCADE, related_name="status_reports", verbose_name=_("projekt")
    )
    health = models.CharField(
        _("läge"), max_length=10, choices=[(h.value, h.label) for h in Health if h != Health.MISSING]
    )
    reason = models.CharField(_("varför"), max_length=300, blank=True)
    on = models.DateField(_("dag"), default=today)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av"))
    at = models.DateTimeField(_("skriven"), default=now, editable=False)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("lägesrapport")
        verbose_name_plural = _("lägesrapporter")

    def __str__(self):
        return f"{self.get_health_display()} {self.on}"
