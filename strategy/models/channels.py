"""The kanalstrategi: which way of contact each target group is to use, today and in the plan's last year.

Guidance 2010, the section on strategic planning: priorities of future ways of contact with private persons, companies
and others, by service or group of services where that helps. What happens to those who cannot or will not be digital
is asked for because of RiR 2021:8 and förvaltningslagen 7 §.
"""

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from agencies.models import Channel, TargetGroup
from strategy.models.services import Service
from workflow.codes import CodesField
from workflow.models import Disclosed, Edited, PlanItem

WHOLE = 100  # what the shares of a group add up to, in per cent


class ChannelStrategy(Edited):
    """What a plan's channel strategy says as a whole. The row is made when somebody first writes it."""

    plan = models.OneToOneField(
        "strategy.StrategicPlan", models.CASCADE, related_name="channel_strategy", verbose_name=_("strategisk plan")
    )
    principle = models.TextField(_("princip"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("kanalstrategi")
        verbose_name_plural = _("kanalstrategier")

    def __str__(self):
        return str(_("Kanalstrategi"))


class ChannelGroupQuerySet(models.QuerySet):
    def for_rules(self):
        """Each row with `sum_today` and `sum_target`, in per cent; None when no share is given. One query."""
        return self.select_related("target_group", "service").annotate(
            sum_today=Sum("choices__share_today"), sum_target=Sum("choices__share_target")
        )

    def for_listing(self):
        """The same with the choices and their channels: two queries."""
        choices = models.Prefetch("choices", ChannelChoice.objects.select_related("channel"), to_attr="listed_choices")
        return self.for_rules().prefetch_related(choices)


class ChannelGroup(PlanItem, Disclosed):
    """A target group's contacts with the organisation: all of them, or those about one service or group of services."""

    plan = models.ForeignKey(
        "strategy.StrategicPlan", models.CASCADE, related_name="channel_groups", verbose_name=_("strategisk plan")
    )
    target_group = models.ForeignKey(
        TargetGroup, models.PROTECT, related_name="channel_groups", verbose_name=_("målgrupp")
    )
    service = models.ForeignKey(
        Service,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="channel_groups",
        verbose_name=_("gäller bara tjänsten"),
    )
    offline = models.TextField(_("den som inte kan eller vill vara digital"), max_length=600, blank=True)

    objects = ChannelGroupQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("målgrupp i kanalstrategin")
        verbose_name_plural = _("målgrupper i kanalstrategin")
        constraints = [
            *PlanItem.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "target_group"],
                condition=Q(service__isnull=True),
                name="one_channel_group_per_plan_and_target_group",
            ),
            models.UniqueConstraint(
                fields=["plan", "target_group", "service"],
                condition=Q(service__isnull=False),
                name="one_channel_group_per_plan_target_group_and_service",
            ),
        ]

    def __str__(self):
        return f"{self.target_group}, {self.service}" if self.service_id else str(self.target_group)


class ContactPurpose(models.TextChoices):
    """What people use a channel for (DOMAIN 3.2)."""

    INFORMATION = "information", _("Information")
    ADVICE = "advice", _("Rådgivning")
    SUBMISSION = "submission", _("Inlämning")
    COMPLETION = "completion", _("Komplettering")
    STATUS = "status", _("Se status")
    DECISION = "decision", _("Beslut och utskick")
    PAYMENT = "payment", _("Betalning")
    DIALOGUE = "dialogue", _("Dialog och synpunkter")


class ChannelChoice(models.Model):
    """One channel of a target group: its role, and its share of the contacts in per cent. None is not known."""

    class Role(models.TextChoices):
        MAIN = "main", _("Huvudkanal")
        COMPLEMENT = "complement", _("Komplement")
        RESERVE = "reserve", _("Reserv")
        PHASED_OUT = "phased_out", _("Avvecklas")
        NOT_OFFERED = "not_offered", _("Erbjuds inte")

    group = models.ForeignKey(ChannelGroup, models.CASCADE, related_name="choices", verbose_name=_("målgrupp"))
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="choices", verbose_name=_("kanal"))
    role = models.CharField(_("roll"), max_length=12, choices=Role, blank=True)
    purposes = CodesField(ContactPurpose, verbose_name=_("används till"))
    share_today = models.DecimalField(_("andel i dag"), max_digits=4, decimal_places=1, null=True, blank=True)
    share_target = models.DecimalField(
        _("andel vid periodens slut"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    measures = models.CharField(_("åtgärder för att styra dit"), max_length=300, blank=True)

    class Meta:
        ordering = ["channel__position", "channel__name", "pk"]
        verbose_name = _("kanal för en målgrupp")
        verbose_name_plural = _("kanaler för målgrupper")
        constraints = [
            models.UniqueConstraint(fields=["group", "channel"], name="one_choice_per_group_and_channel"),
            models.CheckConstraint(
                condition=(Q(share_today__isnull=True) | Q(share_today__range=(0, WHOLE)))
                & (Q(share_target__isnull=True) | Q(share_target__range=(0, WHOLE))),
                name="a_channels_share_is_between_0_and_100",
            ),
        ]

    def __str__(self):
        return str(self.channel)
