"""The code lists we ship, and what the command does with lists that change, leave or are broken."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Channel, CitizenProblem, LifeEvent, ServiceLevel, ServiceType, TargetGroup
from strategy.models import CompetenceMeasure, GuidingPrinciple, IndicatorDefinition, PremiseSource, SourcingForm
from tests.factories import LifeEventFactory, ProjectFactory, ServiceTypeFactory

pytestmark = pytest.mark.django_db

MODELS = [
    LifeEvent,
    ServiceType,
    ServiceLevel,
    TargetGroup,
    Channel,
    CitizenProblem,
    CompetenceMeasure,
    GuidingPrinciple,
    SourcingForm,
    IndicatorDefinition,
    PremiseSource,
]
TERMS = MODELS[:9]


def load(*files):
    out = io.StringIO()
    call_command("load_codelists", *map(str, files), stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def write(tmp_path):
    """A list of our own: write(rows, model=…) gives its file."""

    def write(rows, name="lista.json", **heading):
        heading = {"model": "agencies.ServiceType", "issuer": "Vår lista"} | heading
        file = tmp_path / name
        file.write_text(json.dumps(heading | {"rows": rows}, ensure_ascii=False), encoding="utf-8")
        return file

    return write


def row(code, /, **values):
    return {"code": code, "name": f"Tjänst {code}", "source": "Vår lista"} | values


def refused(*files):
    with pytest.raises(CommandError) as caught:
        load(*files)
    return str(caught.value)


# What we ship --------------------------------------------------------------------------------------------------------


def test_the_first_run_fills_every_list():
    assert load() == [
        "Livshändelser och verksamhetsprocesser: 54 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Kanaler: 17 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Medborgarproblem: 7 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Tjänstenivåer: 4 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Tjänstetyper: 9 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Målgrupper: 16 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Kompetensåtgärder: 7 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Vägledande principer: 32 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Gemensamma indikatorer: 5 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Gemensamma förutsättningar: 44 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
        "Försörjningsformer: 16 nya, 0 ändrade, 0 oförändrade, 0 utgångna",
    ]


def test_the_second_run_changes_nothing_and_asks_little():
    load()
    before = [list(model.objects.order_by("pk").values()) for model in MODELS]
    with CaptureQueriesContext(connection) as queries:
        told = load()
    assert all(" 0 nya, 0 ändrade, " in line and line.endswith(" 0 utgångna") for line in told)
    assert [list(model.objects.order_by("pk").values()) for model in MODELS] == before
    assert len(queries) <= 2 * len(MODELS)


def test_the_eleven_events_of_the_start_are_followed_in_their_order():
    load()
    followed = LifeEvent.objects.followed()
    assert [event.name for event in followed.filter(audience="citizen")] == [
        "Få barn", "Börja skolan", "Flytta", "Bygga eller bygga om", "Bli sjuk", "Få stöd som äldre", "När någon dör"
    ]  # fmt: skip
    assert [event.name for event in followed.filter(audience="business")] == [
        "Starta restaurang", "Starta företag", "Anställa personal", "Avsluta företag"
    ]  # fmt: skip


def test_people_tag_with_nineteen_swedish_events_and_never_with_those_of_the_eu():
    load()
    offered = LifeEvent.objects.selectable()
    assert offered.count() == 19
    assert not offered.exclude(uri="").exists()
    assert LifeEvent.objects.filter(is_taggable=False).exclude(uri="").count() == 13 + 22


def test_an_event_has_the_eu_events_above_it():
    load()
    assert {event.code for event in LifeEvent.objects.get(slug="starta-restaurang").broader.all()} == {"STBU", "LPCA"}
    assert {event.code for event in LifeEvent.objects.get(code="LPCA").broader.all()} == {"STBU", "RUBU"}
    without = LifeEvent.objects.selectable().filter(broader=None)
    assert {event.code for event in without} == {"SE-EKO", "SE-DEM", "SE-FRITID", "SE-VARDAG"}  # the EU has none
    assert not LifeEvent.objects.filter(broader__is_taggable=True).exists()


def test_no_two_events_have_the_same_name():
    load()
    names = [name.casefold() for name in LifeEvent.objects.values_list("name", flat=True)]
    assert len(set(names)) == len(names)


def test_the_service_types_of_the_demo_come_first_with_their_letters():
    load()
    assert list(ServiceType.objects.values_list("name", "letter"))[:4] == [
        ("E-tjänst", "E"), ("Basinformationstjänst", "B"), ("Sammansatt tjänst", "S"), ("Stödtjänst", "T")
    ]  # fmt: skip
    assert set(ServiceType.objects.values_list("letter", flat=True)[4:]) == {""}


def test_the_seven_problems_ask_in_the_voice_of_the_citizen():
    load()
    assert list(CitizenProblem.objects.values_list("code", flat=True)) == [
        "navigation", "coordination", "information", "requirements", "redundancy", "transaction", "transparency"
    ]  # fmt: skip
    assert all(problem.question.endswith("?") for problem in CitizenProblem.objects.all())


def test_the_joint_indicators_know_their_scale_and_direction():
    load()
    porto = IndicatorDefinition.objects.get(code="G4")
    assert (porto.unit, porto.direction, porto.scale_max) == ("tkr", "lower", None)
    others = IndicatorDefinition.objects.exclude(code="G4")
    assert {(one.direction, one.scale_max) for one in others} == {("higher", 100)}


def test_every_term_says_what_it_means_where_it_comes_from_and_how_sure_that_is():
    load()
    for term in (term for model in TERMS for term in model.objects.all()):
        assert term.definition, term.code
        assert term.source, term.code
        assert term.status == ("confirmed" if isinstance(term, CitizenProblem) else "working"), term.code


def test_no_term_claims_to_quote_the_inquiry_that_nobody_has_read():
    load()
    assert all("citerar inte SOU 2009:86" in level.source for level in ServiceLevel.objects.all())


# What happens to what people have changed ----------------------------------------------------------------------------


def test_the_coordinator_decides_which_events_are_followed():
    load()
    LifeEvent.objects.filter(slug="fa-barn").update(is_followed=False)
    LifeEvent.objects.filter(slug="ny-i-sverige").update(is_followed=True)
    assert load()[0] == "Livshändelser och verksamhetsprocesser: 0 nya, 0 ändrade, 54 oförändrade, 0 utgångna"
    assert not LifeEvent.objects.get(slug="fa-barn").is_followed
    assert LifeEvent.objects.get(slug="ny-i-sverige").is_followed


def test_the_coordinators_register_of_premises_is_left_alone():
    """Also what replaces what: they keep the register in the app, and the list only begins it."""
    load()
    theirs = {
        "kind": "inquiry",
        "title": "Vår titel",
        "reference": "",
        "year": None,
        "url": "https://exempel.example/",
        "note": "",
        "valid_from": None,
        "valid_until": datetime.date(2020, 1, 1),
        "replaced_by": PremiseSource.objects.get(key="dos-lagen"),
        "source": "Samordnaren",
    }
    PremiseSource.objects.filter(key="vidareutnyttjande").update(**theirs)
    PremiseSource.objects.filter(key="vagledning-automatiserad-samverkan").update(replaced_by=None)
    assert "Gemensamma förutsättningar: 0 nya, 0 ändrade, 44 oförändrade, 0 utgångna" in load()
    kept = PremiseSource.objects.get(key="vidareutnyttjande")
    assert {name: getattr(kept, name) for name in theirs} == theirs
    assert PremiseSource.objects.get(key="vagledning-automatiserad-samverkan").replaced_by is None


def test_a_new_row_gets_a_reference_that_is_then_left_to_the_coordinator(write):
    rows = [
        {"key": "gammal", "kind": "eu_or_law", "title": "Gammal lag", "replaced_by": "ny"},
        {"key": "ny", "kind": "eu_or_law", "title": "Ny lag"},
    ]
    file = write(rows, model="strategy.PremiseSource", key="key", issuer="", only_new=["replaced_by"])
    load(file)
    old = PremiseSource.objects.filter(key="gammal")
    assert old.get().replaced_by.key == "ny"
    old.update(replaced_by=None)
    assert load(file) == ["Gemensamma förutsättningar: 0 nya, 0 ändrade, 2 oförändrade, 0 utgångna"]
    assert old.get().replaced_by is None


def test_other_fields_and_references_are_put_back():
    load()
    LifeEvent.objects.filter(slug="fa-barn").update(name="Få unge")
    LifeEvent.objects.get(slug="flytta").broader.clear()
    assert load()[0] == "Livshändelser och verksamhetsprocesser: 0 nya, 2 ändrade, 52 oförändrade, 0 utgångna"
    assert LifeEvent.objects.get(slug="fa-barn").name == "Få barn"
    assert [event.code for event in LifeEvent.objects.get(slug="flytta").broader.all()] == ["MOV"]


def test_a_term_that_somebody_retired_stays_retired():
    load()
    Channel.objects.filter(code="talsvar").update(is_retired=True)
    load()
    assert Channel.objects.get(code="talsvar").is_retired


def test_terms_that_people_added_are_left_alone():
    load()
    own = ServiceTypeFactory(code="var-egen", source="Beslutat av oss")
    event = LifeEventFactory(code="var-egen", source="")
    assert all(line.endswith(" 0 utgångna") for line in load())
    own.refresh_from_db()
    event.refresh_from_db()
    assert not own.is_retired
    assert not event.is_retired


# Lists that change ---------------------------------------------------------------------------------------------------


def test_a_term_that_has_left_its_list_can_no_longer_be_chosen_but_keeps_what_it_marks(write):
    load(write([row("a"), row("b")]))
    project = ProjectFactory()
    project.service_types.add(ServiceType.objects.get(code="b"))
    assert load(write([row("a")])) == ["Tjänstetyper: 0 nya, 0 ändrade, 1 oförändrade, 1 utgångna"]
    assert [term.code for term in ServiceType.objects.selectable()] == ["a"]
    assert [term.code for term in project.service_types.all()] == ["b"]
    assert load(write([row("a")])) == ["Tjänstetyper: 0 nya, 0 ändrade, 1 oförändrade, 0 utgångna"]


def test_a_term_comes_back_when_the_list_says_so(write):
    load(write([row("a"), row("b")]))
    load(write([row("a")]))
    load(write([row("a"), row("b", is_retired=False)]))
    assert not ServiceType.objects.get(code="b").is_retired


def test_one_list_does_not_retire_what_another_gave(write):
    load(write([row("a")], "en.json"))
    other = write([row("b", source="Deras lista")], "två.json", issuer="Deras lista")
    assert load(other) == ["Tjänstetyper: 1 nya, 0 ändrade, 0 oförändrade, 0 utgångna"]
    assert not ServiceType.objects.get(code="a").is_retired


def test_rows_are_numbered_in_the_order_they_stand(write):
    load(write([row("x"), row("y", position=40), row("z")], first_position=10))
    assert list(ServiceType.objects.values_list("code", "position")) == [("x", 10), ("z", 12), ("y", 40)]


def test_a_row_may_refer_to_one_that_stands_later_or_in_another_file(write):
    event = {"audience": "citizen", "source": "Vår lista"}
    rows = [
        event | {"code": "a", "name": "A", "slug": "a", "broader": ["b", "c"]},
        event | {"code": "b", "name": "B", "slug": "b"},
    ]
    first = write(rows, "en.json", model="agencies.LifeEvent")
    second = write([event | {"code": "c", "name": "C", "slug": "c"}], "två.json", model="agencies.LifeEvent")
    load(first, second)
    assert {event.code for event in LifeEvent.objects.get(code="a").broader.all()} == {"b", "c"}


def test_a_premise_may_be_replaced_by_another_and_not_any_more(write):
    def premises(**replaced):
        rows = [
            {"key": "gammal", "kind": "eu_or_law", "title": "Gammal lag"} | replaced,
            {"key": "ny", "kind": "eu_or_law", "title": "Ny lag"},
        ]
        return load(write(rows, model="strategy.PremiseSource", key="key", issuer=""))

    premises(replaced_by="ny")
    assert PremiseSource.objects.get(key="gammal").replaced_by.key == "ny"
    assert premises(replaced_by="ny") == ["Gemensamma förutsättningar: 0 nya, 0 ändrade, 2 oförändrade, 0 utgångna"]
    assert premises(replaced_by=None) == ["Gemensamma förutsättningar: 0 nya, 1 ändrade, 1 oförändrade, 0 utgångna"]
    assert PremiseSource.objects.get(key="gammal").replaced_by is None


# Lists that are broken -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"name": "x" * 121}, "post 2 (b), name: "),
        ({"name": ""}, "post 2 (b), name: "),
        ({"name": None}, "post 2 (b), name: "),
        ({"name": ["två", "namn"]}, "post 2 (b), name: «['två', 'namn']» går inte att läsa."),
        ({"name": "a\u0000b"}, "post 2 (b), name: «a\N{REPLACEMENT CHARACTER}b» går inte att läsa."),
        ({"position": "först"}, "post 2 (b), position: "),
        ({"status": "säker"}, "post 2 (b), status: "),
        ({"colour": "blå"}, "post 2 (b): fältet «colour» finns inte i agencies.ServiceType."),
        ({"id": 7}, "post 2 (b): fältet «id» finns inte"),
        ({"projects": []}, "post 2 (b): fältet «projects» finns inte"),
        ({"source": "Någon annans"}, "post 2 (b), source: «Någon annans» ska börja med «Vår lista»."),
        ({"code": "a"}, "post 2 (a): koden finns redan i lista.json, post 1 (a)."),
        ({"code": ""}, "post 2: posten saknar code."),
        ({"code": 7}, "post 2: posten saknar code."),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_saved(write, broken, said):
    assert f"lista.json, {said}" in refused(write([row("a"), row("b", **broken)]))
    assert not ServiceType.objects.exists()


def test_a_reference_to_a_term_that_does_not_exist_is_named(write):
    event = {"code": "a", "name": "A", "slug": "a", "audience": "citizen", "source": "Vår lista"}
    for broader, said in [(["BORTA"], "broader: «BORTA» finns inte."), ("BIR", "broader: «BIR» går inte att läsa.")]:
        assert said in refused(write([event | {"broader": broader}], model="agencies.LifeEvent"))
    assert not LifeEvent.objects.exists()


def test_an_address_that_an_own_term_already_has_is_a_sentence_too(write):
    LifeEventFactory(code="egen", slug="fa-barn")
    event = {"code": "a", "name": "A", "slug": "fa-barn", "audience": "citizen", "source": "Vår lista"}
    assert "lista.json, post 1 (a): krockar med en rad som redan finns" in refused(
        write([event], model="agencies.LifeEvent")
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "filen är inte riktig JSON (rad 1, tecken 2)"),
        ("", "filen är inte riktig JSON"),
        ("[]", "filen ska ha model och rows"),
        ('{"model": "agencies.ServiceType"}', "filen ska ha model och rows"),
        ('{"model": "agencies.ServiceType", "rows": [], "färg": 1}', "filen ska ha model och rows"),
        ('{"model": "agencies.ServiceType", "rows": {}}', "rows: «{}» har fel form."),
        ('{"model": "agencies.ServiceType", "rows": [1]}', "post 1: posten saknar code."),
        ('{"model": "agencies.Borta", "rows": []}', "model eller key finns inte"),
        ('{"model": "borta", "rows": []}', "model eller key finns inte"),
        ('{"model": "agencies.ServiceType", "key": "borta", "rows": []}', "model eller key finns inte"),
        ('{"model": "agencies.ServiceType", "key": "name", "rows": []}', "model eller key finns inte"),
        ('{"model": "agencies.ServiceType", "rows": [], "rows": []}', "«rows» står två gånger"),
        ("[" * 100_000, "filen går inte att läsa"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path, content, said):
    file = tmp_path / "trasig.json"
    file.write_text(content, encoding="utf-8")
    told = refused(file)
    assert told.startswith("trasig.json")
    assert said in told
    assert "\n" not in told


def test_a_file_that_is_not_utf8_or_not_there_is_one_sentence(tmp_path):
    latin = tmp_path / "latin.json"
    latin.write_bytes('{"å": 1}'.encode("latin-1"))
    assert "latin.json: filen går inte att läsa" in refused(latin)
    assert "borta.json: filen går inte att öppna" in refused(tmp_path / "borta.json")


def test_a_broken_file_stops_the_whole_run(write, tmp_path):
    broken = tmp_path / "trasig.json"
    broken.write_text("{", encoding="utf-8")
    refused(write([row("a")]), broken)
    refused(write([row("a")]), write([row("b", name="")], "två.json"))
    assert not ServiceType.objects.exists()
