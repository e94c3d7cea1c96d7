"""Every component in every state on one page, shown in development and in the demo."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.shortcuts import render

from charts.bullet import Bullet
from charts.gantt import BarStyle, GanttBar
from charts.health import Health
from charts.line_chart import LineChart
from charts.sparkline import Sparkline
from charts.year_strip import YearItem, YearStrip
from workflow.fields import DayField, MonthField, NumberField, Rounds, Ticks
from workflow.forms import FaultsMixin
from workflow.transitions import State

_CHOICES = [("starta", "Starta restaurang"), ("bygga", "Bygga eller bygga om"), ("flytta", "Flytta")]
_DAY = datetime.date(2026, 10, 15)


class SampleForm(FaultsMixin, forms.Form):
    title = forms.CharField(label="projektets namn", help_text="Ett namn som andra förstår.")
    purpose = forms.CharField(
        label="vad blir bättre, och för vem?", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    amount = NumberField(label="nytta per år")
    day = DayField(label="beslutsdatum", help_text="Skriv som år-månad-dag, till exempel 2027-03-31.")
    month = MonthField(label="startar")
    phase = forms.ChoiceField(label="fas", choices=_CHOICES)
    events = forms.MultipleChoiceField(label="livshändelse", choices=_CHOICES, widget=Ticks)
    kind = forms.ChoiceField(label="samverkan", choices=_CHOICES, widget=Rounds)
    sure = forms.BooleanField(label="ja, värdet stämmer")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        setattr(self.fields["purpose"], "optional", True)  # noqa: B010 (the mark is our own, read by field.html)


def _bullet(label, **values):
    numbers = {name: None if value is None else Decimal(str(value)) for name, value in values.items()}
    lower = bool(numbers.pop("lower_is_better", None))
    return label, Bullet(label=label, unit="%", decimals=0, lower_is_better=lower, **numbers)


_RISING = {"baseline": 24, "expected": 43.2, "target": 60, "scale_min": 0, "scale_max": 100}
_FALLING = {"baseline": 90, "expected": 60, "target": 30, "scale_min": 0, "scale_max": 100, "lower_is_better": 1}
_VALUES = [Decimal(value) for value in (25, 27, 28, 31, 33, 35, 38, 40)]
_PERIODS = [f"T{index % 3 + 1} {2024 + index // 3}" for index in range(8)]


def _line(title, values, **options):
    return LineChart(
        title, "%", 0, _PERIODS, values, Decimal("26.4"), Decimal("43.2"), Decimal(0), Decimal(100), **options
    )


def style(request):
    """No data of anybody's: everything shown is made here."""
    context = {
        "healths": list(Health),
        "states": [
            SimpleNamespace(
                state=state,
                get_state_display=state.label,
                is_valid_decision=state in (State.DECIDED, State.PUBLISHED, State.CLOSED),
            )
            for state in State
        ],
        "bullets": [
            _bullet("Stigande, efter plan", value=40, **_RISING),
            _bullet("Stigande, enligt plan", value=50, **_RISING),
            _bullet("Stigande, sämre än vid start", value=20, **_RISING),
            _bullet("Målet nått", value=64, **_RISING),
            _bullet("Värde saknas", value=None, last_known=38, **_RISING),
            _bullet("Inget värde än", value=None, **_RISING),
            _bullet("Fallande, enligt plan", value=55, **_FALLING),
            _bullet("Fallande, efter plan", value=75, **_FALLING),
            _bullet("Utan mål", value=40, baseline=24, scale_min=0, scale_max=100),
        ],
        "sparklines": [
            ("Med plan", Sparkline("Med plan", _VALUES, Decimal("26.4"), Decimal("43.2"))),
            ("Senaste saknas", Sparkline("Senaste saknas", [*_VALUES[:-1], None], Decimal("26.4"), Decimal("43.2"))),
            ("Ett enda värde", Sparkline("Ett enda värde", [*[None] * 7, _VALUES[-1]])),
        ],
        "multiples": [
            _line("Exempelköpings kommun", _VALUES),
            _line("Värde saknas", [*_VALUES[:-1], None]),
            _line("Inga värden", [None] * 8),
        ],
        "line": _line("Ärenden via e-tjänst", _VALUES, target=Decimal(60), target_label="Mål 2028"),
        "bars": [
            (bar.label, GanttBar(str(bar.label), datetime.date(2027, 3, 1), datetime.date(2027, 9, 30), 2027, bar))
            for bar in BarStyle
        ]
        + [
            (
                "Över årsskiftet",
                GanttBar("Över årsskiftet", datetime.date(2026, 9, 1), datetime.date(2028, 2, 1), 2027),
            ),
            ("Tid saknas", GanttBar("Tid saknas", None, None, 2027)),
        ],
        "strip": YearStrip(
            2026,
            _DAY,
            [
                YearItem(datetime.date(2026, 2, 20), "Strategisk plan ses över", done=True),
                YearItem(datetime.date(2026, 6, 15), "Anvisningar klara", done=True),
                YearItem(datetime.date(2026, 9, 30), "Mätvärden T2"),
                YearItem(datetime.date(2026, 10, 30), "Lämna in planen"),
                YearItem(datetime.date(2026, 12, 11), "Planen beslutas"),
            ],
        ),
        "plan": SimpleNamespace(
            state=State.SUBMITTED,
            submitted_at=_DAY,
            submit_by=datetime.date(2026, 10, 30),
            decide_by=datetime.date(2026, 12, 11),
            edited_by=None,
        ),
        "empty_form": SampleForm(prefix="tom"),
        "bad_form": SampleForm({"fel-title": "", "fel-amount": "fyrtio", "fel-day": "2027-02-31"}, prefix="fel"),
        "crumbs": [{"label": "Hem", "url": "/hem/"}, {"label": "Stil", "url": ""}],
        "nav": "",
        "nav_label": "Stil",
    }
    return render(request, "stil.html", context)
