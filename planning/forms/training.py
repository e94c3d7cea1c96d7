from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.models import OperationalPlan, TrainingNeed
from strategy.models import CompetenceNeed
from workflow.fields import MonthField, NumberField
from workflow.forms import SafeForm


class PeopleField(NumberField):
    """A number of people: whole and at least one; None is not counted."""

    default_error_messages = {"invalid": gettext_lazy("Skriv ett helt antal personer, till exempel 45.")}

    def __init__(self, **kwargs):
        super().__init__(required=False, max_digits=7, **kwargs)

    def to_python(self, value):
        """A share is refused: 50 % would else be fifty persons. An int, so that it is shown without decimals."""
        if isinstance(value, str) and "%" in value:
            raise ValidationError(_("Skriv antalet personer och inte procent, till exempel 45."))
        number = super().to_python(value)
        if number is not None and number != number.to_integral_value():
            raise ValidationError(_("Skriv ett helt antal personer, till exempel 45."))
        if number is not None and number < 1:
            raise ValidationError(_("Skriv minst 1, eller lämna tomt om ni inte har räknat."))
        return number if number is None else number.to_integral_value()

    def clean(self, value):
        number = super().clean(value)
        return number if number is None else int(number)


class TrainingForm(SafeForm):
    """Training that the year asks for. Only what it is about is required."""

    number = PeopleField(
        label=gettext_lazy("antal personer"), help_text=gettext_lazy("Lämna tomt om ni inte har räknat.")
    )
    starts_on = MonthField(label=gettext_lazy("när"), required=False, help_text=gettext_lazy("Till exempel feb 2027."))

    class Meta:
        model = TrainingNeed
        fields = ["what", "group", "number", "starts_on", "project", "competence"]
        help_texts = {
            "what": gettext_lazy("Till exempel klarspråk, eller det nya systemet för bygglov."),
            "group": gettext_lazy("Skriv roller eller grupper, aldrig namn på personer."),
        }
        error_messages = {"what": {"required": gettext_lazy("Skriv vad utbildningen gäller.")}}

    optional = ("group", "number", "starts_on", "project", "competence")
    parts = (
        (gettext_lazy("1. Utbildningen"), ("what", "group", "number", "starts_on")),
        (gettext_lazy("2. Vad den behövs till"), ("project", "competence")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        self.fields["project"].queryset = plan.projects.all()
        self.fields["project"].empty_label = _("Hela planen")
        # What is chosen already stays to choose from, also when the plan has come to follow another strategic plan.
        self.fields["competence"].queryset = CompetenceNeed.objects.filter(
            Q(plan=plan.strategic_plan_id) | Q(pk=self.instance.competence_id)
        )
        self.fields["competence"].empty_label = _("Ingen vald")
        if not plan.strategic_plan_id:
            self.fields["competence"].help_text = _("Planen följer ingen strategisk plan att välja ur.")

    def after_save(self, by):
        super().after_save(by)
        self.instance.plan.ask_for_training()


class NoTrainingForm(SafeForm):
    """That the year asks for no training, and why: both or neither. Only while the plan has no training."""

    class Meta:
        model = OperationalPlan
        fields = ["has_no_training", "no_training_reason"]
        help_texts = {"no_training_reason": gettext_lazy("En mening räcker. Den syns för den som beslutar planen.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_said = self.instance.has_no_training
        self.fields["has_no_training"].label = _("Inga utbildningsbehov %d") % self.instance.year
        self.fields["no_training_reason"].label = _("varför behövs ingen?")

    def clean(self):
        cleaned = super().clean()
        ticked, reason = cleaned.get("has_no_training"), cleaned.get("no_training_reason")
        if ticked and not reason and "no_training_reason" in cleaned:
            self.add_error("no_training_reason", _("Skriv varför ingen utbildning behövs."))
        if reason and not ticked:
            self.add_error("has_no_training", _("Kryssa i rutan, eller ta bort texten om utbildning behövs."))
        if not (ticked or reason or self.was_said or "no_training_reason" in self.errors):
            self.add_error("has_no_training", _("Kryssa i rutan och skriv varför, eller lägg till en utbildning."))
        return cleaned

    @contextmanager
    def guarded(self, by):
        with self.instance.editing(by):
            yield

    def _write(self, by):
        if self.instance.training_needs.exists():
            self.conflict = True
            self.add_error(
                None,
                _("Någon har lagt till en utbildning medan du skrev. Det du skrev står kvar men är inte sparat."),
            )
            return False
        return super()._write(by)
