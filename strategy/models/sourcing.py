"""The sourcingstrategi: how the organisation's processes are to be provided for.

Guidance 2010, the section on strategic planning: support processes above all; bought, with own staff, or otherwise.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.models.codelists import SourcingForm
from workflow.codes import CodesField
from workflow.models import Disclosed, PlanItem


class SourcingReason(models.TextChoices):
    """Why a process is provided for in another way (DOMAIN 4.2)."""

    COST = "cost", _("Kostnad")
    COMPETENCE = "competence", _("Svårt att få kompetens")
    QUALITY = "quality", _("Kvalitet och tillgänglighet")
    FLEXIBILITY = "flexibility", _("Volymen varierar")
    CORE = "core", _("Fokus på kärnverksamheten")
    STANDARD = "standard", _("Standardisering")
    TOGETHER = "together", _("Samverkan med andra")
    SECURITY = "security", _("Säkerhet och beredskap")
    LAW = "law", _("Lagkrav")
    INNOVATION = "innovation", _("Nya lösningar")


class SourcingRisk(models.TextChoices):
    """What can go wrong (DOMAIN 4.2)."""

    LOCK_IN = "lock_in", _("Inlåsning")
    LOST_COMPETENCE = "lost_competence", _("Vi tappar kompetens att beställa och följa upp")
    SECRECY = "secrecy", _("Sekretess")
    THIRD_COUNTRY = "third_country", _("Uppgifter förs till land utanför EU och EES")
    SECURITY = "security", _("Säkerhetsskydd och beredskap")
    FEW_SUPPLIERS = "few_suppliers", _("Få leverantörer")
    COST = "cost", _("Ökade kostnader")
    TRANSITION = "transition", _("Störningar vid övergången")
    ARCHIVE = "archive", _("Arkiv och avslut")


class SourcingDecision(PlanItem, Disclosed):
    """A process with how it is provided for today and in the plan's last year; None is not decided.

    INTERNAL names what is never shown outside the organisation, whatever `disclosure` says: it could harm a
    procurement, or tell where the organisation is weak (DESIGN section 3).
    """

    INTERNAL = ("reasons", "reason_note", "risks", "risk_note", "contract_ends_on", "exit_plan")

    class ProcessKind(models.TextChoices):
        CORE = "core", _("Kärnprocess")
        LEAD = "lead", _("Ledningsprocess")
        SUPPORT = "support", _("Stödprocess")

    plan = models.ForeignKey(
        "strategy.StrategicPlan",
        models.CASCADE,
        related_name="sourcing_decisions",
        verbose_name=_("strategisk plan"),
    )
    name = models.CharField(_("process"), max_length=120)
    process_kind = models.CharField(
        _("slag av process"), max_length=8, choices=ProcessKind, default=ProcessKind.SUPPORT
    )
    form_today = models.ForeignKey(
        SourcingForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("i dag")
    )
    form_later = models.ForeignKey(
        SourcingForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vid periodens slut")
    )
    form_note = models.CharField(_("mer om formen"), max_length=200, blank=True)
    changes_in = models.PositiveSmallIntegerField(_("ändras år"), null=True, blank=True)
    retained_competence = models.TextField(_("kompetens som vi behåller"), max_length=600, blank=True)
    reasons = CodesField(SourcingReason, verbose_name=_("motiv"))
    reason_note = models.TextField(_("mer om motivet"), max_length=600, blank=True)
    risks = CodesField(SourcingRisk, verbose_name=_("risker"))
    risk_note = models.TextField(_("mer om riskerna"), max_length=600, blank=True)
    contract_ends_on = models.DateField(_("avtalet löper ut"), null=True, blank=True)
    exit_plan = models.TextField(_("så lämnar vi leverantören"), max_length=600, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = _("process i sourcingstrategin")
        verbose_name_plural = _("processer i sourcingstrategin")

    def __str__(self):
        return self.name
