"""A project's start and end, and why a decided one was moved."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.numbers import format_day
from planning.models import DateChange, Project
from workflow.fields import MonthField, calendar_name
from workflow.forms import SafeForm


class ProjectDates(SafeForm):
    """What every form that changes a project's dates has: a decided date is never lost, it is kept with a reason.

    The decided dates are those of the latest decided plan that has the project (with_decided_dates; fetched here when
    the row came without). When a date is changed to something else than the decided, `date_reason` is asked for, and
    saving writes a DateChange. A project that no decided plan has, or whose dates it did not say, has no such field.
    """

    starts_on = MonthField(
        label=gettext_lazy("startar"), required=False, help_text=gettext_lazy("Till exempel apr 2027.")
    )
    ends_on = MonthField(
        label=gettext_lazy("slutar"), required=False, last=True, help_text=gettext_lazy("Till exempel dec 2027.")
    )
    date_reason = forms.CharField(
        label=gettext_lazy("varför datumet ändras"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Behövs när du ändrar ett beslutat datum. Det gamla datumet sparas med ditt skäl."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        project = self.instance
        self.saved = {name: getattr(project, name) for name in DateChange.Field.values}
        if project.pk and not hasattr(project, "decided_ends_on"):
            project = Project.objects.with_decided_dates().filter(pk=project.pk).first()
        self.decided = {name: getattr(project, f"decided_{name}", None) for name in DateChange.Field.values}
        if not any(self.decided.values()):
            del self.fields["date_reason"]
        for name, day in self.decided.items():
            if day:
                field = self.fields[name]
                field.help_text = _("%(help)s Beslutat: %(month)s.") % {"help": field.help_text, "month": _month(day)}

    def clean(self):
        cleaned = super().clean()
        for name, day in self.saved.items():  # a month typed again is no new day
            if name in cleaned and _as_month(cleaned[name]) == _as_month(day):
                cleaned[name] = day
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error(
                "ends_on",
                _("Slutdatumet är före startdatumet (%s). Ange ett senare slutdatum.") % format_day(start),
            )
        if "date_reason" in cleaned and not cleaned["date_reason"]:
            for name, day in self._moved():
                self.add_error("date_reason", _WHY[name, day is None] % _month(self.decided[name]))
        return cleaned

    def after_save(self, by):
        super().after_save(by)
        for name, day in self._moved():
            self.instance.date_changes.create(
                field=name, was=self.decided[name], became=day, reason=self.cleaned_data["date_reason"], by=by
            )

    def _moved(self):
        """The dates that this save moves away from what was decided: (name, new day) pairs. Months are compared."""
        for name, decided in self.decided.items():
            if decided and name in self.cleaned_data:
                day = self.cleaned_data[name]
                if _as_month(day) not in (_as_month(self.saved[name]), _as_month(decided)):
                    yield name, day


_WHY = {
    (DateChange.Field.STARTS, False): gettext_lazy("Skriv varför starten flyttas från %s."),
    (DateChange.Field.ENDS, False): gettext_lazy("Skriv varför slutet flyttas från %s."),
    (DateChange.Field.STARTS, True): gettext_lazy("Skriv varför starten i %s tas bort."),
    (DateChange.Field.ENDS, True): gettext_lazy("Skriv varför slutet i %s tas bort."),
}


def _as_month(day):
    return day and (day.year, day.month)


def _month(day):
    return f"{calendar_name(day.month)} {day.year}"
