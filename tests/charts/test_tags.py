"""What holds for every tag: valid under Swedish numbers, safe, and never by colour alone."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.template import TemplateSyntaxError

from charts.bullet import Bullet
from charts.gantt import GanttBar
from charts.health import Health
from charts.line_chart import LineChart
from charts.sparkline import Sparkline
from charts.templatetags.charts import ICONS
from charts.year_strip import YearItem, YearStrip
from tests.charts.svg import only, parse, points, render, with_class, words

EVIL = "<script>alert(1)</script>"
THIRDS = [Decimal(1234) / 3, None, Decimal(98765) / 7, Decimal("12345.678")]


def examples(text):
    """Each tag with numbers that would be broken by a thousands separator or a decimal comma."""
    periods = [f"{text} {number}" for number in range(len(THIRDS))]
    chart = LineChart(
        text, text, 2, periods, THIRDS, Decimal("0.1"), Decimal("9999.9"), None, None, Decimal(12000), text
    )
    late = YearItem(dt.date(2026, 3, 4), text)
    following = YearItem(dt.date(2026, 11, 4), text)
    return {
        "{% health x %}": Health.AT_RISK,
        "{% health_dots x %}": list(Health),
        "{% bullet x 1333 %}": Bullet(text, text, 1, *THIRDS, Decimal("4321.9")),
        "{% bullet x %}": Bullet(text, text, 1, Decimal(3), Decimal(2), Decimal(1), last_known=Decimal("1.5")),
        "{% sparkline x %}": Sparkline(text, THIRDS, Decimal("0.1"), Decimal("9999.9")),
        "{% small_multiple x %}": chart,
        "{% line_chart x %}": chart,
        "{% gantt x %}": GanttBar(text, dt.date(2027, 2, 11), dt.date(2028, 1, 1), 2027, "live"),
        "{% year_strip x %}": YearStrip(2026, dt.date(2026, 10, 15), [late, following, following]),
    }


TAGS = list(examples(""))


@pytest.fixture(autouse=True)
def _swedish_numbers(settings):
    settings.LANGUAGE_CODE = "sv"
    settings.USE_THOUSAND_SEPARATOR = True


@pytest.mark.parametrize("tag", TAGS)
def test_swedish_numbers_do_not_reach_the_geometry(tag):
    tree = parse(render(tag, x=examples("Porto")[tag]))
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name not in {"aria-label", "class"}:
                assert not re.search(r"\d,\d|\d\u00a0\d", value), f"{name}={value}"
        list(points(element))


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_needs_a_style_attribute_a_script_or_an_id(tag):
    for element in parse(render(tag, x=examples("Porto")[tag])).iter():
        assert element.tag not in {"script", "style"}
        assert not {"style", "id"} & set(element.attrib)
        assert not [name for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize("tag", TAGS)
def test_text_from_people_is_escaped(tag):
    markup = render(tag, x=examples(EVIL)[tag])
    assert "<script" not in markup
    parse(markup)


@pytest.mark.parametrize("tag", TAGS)
def test_every_drawing_is_either_a_sentence_or_decoration(tag):
    for svg in parse(render(tag, x=examples("Porto")[tag])).iter("svg"):
        if svg.get("aria-hidden") == "true":
            assert svg.get("focusable") == "false"
        else:
            assert svg.get("role") == "img"
            assert svg.get("aria-label").endswith(".")


@pytest.mark.parametrize("tag", ["bullet", "sparkline", "small_multiple", "line_chart", "gantt", "year_strip"])
def test_a_chart_cannot_be_drawn_without_the_data_of_its_sentence(tag):
    with pytest.raises(TemplateSyntaxError):
        render("{% " + tag + " %}")


@pytest.mark.parametrize(
    ("status", "css", "word"),
    [
        (Health.ON_TRACK, "tag ok", "I fas"),
        (Health.AT_RISK, "tag risk", "Risk"),
        ("off_track", "tag bad", "Avviker"),
        ("missing", "tag none", "Saknar värde"),
    ],
)
def test_health_is_a_shape_and_a_word(status, css, word):
    span = only(parse(render("{% health x %}", x=status)), "span")
    assert span.get("class") == css
    assert words(span) == word
    assert only(span, "svg").get("aria-hidden") == "true"


@pytest.mark.parametrize("status", [None, ""])
def test_no_health_draws_nothing(status):
    assert render("{% health x %}", x=status) == ""


def test_a_health_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="fine"):
        render("{% health x %}", x="fine")


def test_dots_are_sorted_worst_first_and_counted_in_words():
    statuses = ["on_track", "missing", "at_risk", "off_track", "at_risk", "on_track", "at_risk"]
    span = only(parse(render("{% health_dots x %}", x=statuses)), "span")
    assert span.get("role") == "img"
    assert span.get("aria-label") == "1 avviker, 3 risk, 2 i fas, 1 saknar värde"
    shapes = [svg.get("class").split()[-1] for svg in span]
    assert shapes == ["icon-bad", *["icon-risk"] * 3, *["dot-ok"] * 2, "icon-none"]


def test_a_missing_dot_is_a_dashed_ring():
    (icon,) = with_class(parse(render("{% health_dots x %}", x=[Health.MISSING])), "icon-none")
    assert only(icon, "circle").get("stroke-dasharray")


@pytest.mark.parametrize("statuses", [[], None])
def test_no_dots_are_a_dash(statuses):
    assert render("{% health_dots x %}", x=statuses) == "–"


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_has_a_drawing_and_its_size(name):
    svg = only(parse(render("{% icon x 20 %}", x=name)), "svg")
    assert len(svg)
    assert (svg.get("width"), svg.get("height"), svg.get("viewBox")) == ("20", "20", "0 0 14 14")
    assert svg.get("aria-hidden") == "true"


def test_an_icon_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="There is no icon 'smiley'"):
        render("{% icon 'smiley' %}")
