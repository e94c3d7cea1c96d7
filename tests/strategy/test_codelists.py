"""The code lists of the strategic plan, as they are shipped: the words, and the register of premises.

What the command does with lists that change is tested in tests/agencies/test_load_codelists.py.
"""

import datetime
import io

import pytest
from django.core.management import call_command

from strategy.links import address
from strategy.models import CompetenceMeasure, GuidingPrinciple, PremiseSource, SourcingForm
from tests.strategy.posting import text

MODELS = [GuidingPrinciple, SourcingForm, CompetenceMeasure, PremiseSource]
A_DAY = datetime.date(2026, 10, 15)


@pytest.fixture(autouse=True)
def shipped(db):
    load()


def load():
    call_command("load_codelists", stdout=io.StringIO())


# The words -----------------------------------------------------------------------------------------------------------


def test_the_principles_are_those_of_2015_and_those_of_the_framework():
    assert GuidingPrinciple.objects.count() == 32
    codes = {origin: [one.code for one in GuidingPrinciple.objects.filter(origin=origin)] for origin in _ORIGINS}
    assert codes == {
        "practice": [f"praktik-{number:02}" for number in range(1, 20)],
        "framework": [f"ramverk-{number:02}" for number in range(1, 14)],
    }


_ORIGINS = {"practice": "ESV-dagen 2015", "framework": "Svenskt ramverk för digital samverkan 1.3, Digg"}


def test_a_principle_says_where_its_name_is_from_and_that_the_words_are_ours():
    for one in GuidingPrinciple.objects.all():
        assert _ORIGINS[one.origin] in one.source
        assert one.source.endswith("förklaringarna är våra")


def test_the_forms_of_sourcing_are_told_apart_as_a_summary_counts_them():
    groups = {group: {one.code for one in SourcingForm.objects.filter(group=group)} for group in SourcingForm.Group}
    assert groups == {
        "own": {"egen_regi", "oppen_programvara"},
        "bought": {"konsult", "upphandlad_tjanst", "ramavtal", "moln_saas", "moln_paas_iaas"},
        "joint": {
            "statens_servicecenter",
            "samordnad_it_drift",
            "samverkan",
            "gemensam_namnd",
            "kommunalforbund",
            "avtalssamverkan",
            "kommunalt_bolag",
            "inera_skr",
        },
        "ending": {"avveckla"},
    }
    assert SourcingForm.objects.count() == 16


def test_a_competence_is_met_by_the_steps_of_aruba_and_two_more():
    assert [one.code for one in CompetenceMeasure.objects.all()] == [
        "attrahera", "rekrytera", "utveckla", "behalla", "avveckla", "stalla_om", "konsult"
    ]  # fmt: skip


@pytest.mark.parametrize("model", MODELS[:3])
def test_names_tell_the_choices_apart_and_each_is_explained_in_a_line_or_two(model):
    terms = list(model.objects.all())
    assert len({term.name.casefold() for term in terms}) == len(terms)
    for term in terms:
        assert term.definition.endswith("."), term.code
        assert len(term.definition) <= 120, term.code
        assert term.status == "working", term.code


# The register of premises --------------------------------------------------------------------------------------------


def test_every_premise_says_where_the_fact_comes_from_and_its_kind():
    for premise in PremiseSource.objects.all():
        premise.full_clean()
        assert premise.source, premise.key
        assert premise.reference, premise.key
        assert "DOMAIN" not in premise.source, "our own paper is no source"
    used = set(PremiseSource.objects.values_list("kind", flat=True))
    assert used == {"government_goal", "inquiry", "government_decision", "others_plan", "eu_or_law"}


def test_a_premise_that_is_replaced_points_on_to_one_that_is_current():
    replaced = PremiseSource.objects.exclude(replaced_by=None)
    assert {one.key: one.latest.key for one in replaced} == {
        "vidareutnyttjande": "oppna-datalagen",
        "vagledning-automatiserad-samverkan": "vagledning-digital-samverkan",
        "principer-digital-samverkan": "svenskt-ramverk",
    }
    assert {one.latest.key for one in replaced} <= _current(A_DAY)


def test_the_old_law_lasts_until_the_day_before_the_new_one():
    old = PremiseSource.objects.select_related("replaced_by").get(key="vidareutnyttjande")
    assert old.valid_until + datetime.timedelta(days=1) == old.replaced_by.valid_from == datetime.date(2022, 8, 1)


def test_a_directive_is_current_to_its_last_day_and_no_longer():
    assert "dir-2009-19" in _current(datetime.date(2015, 6, 30))
    assert "dir-2009-19" not in _current(datetime.date(2015, 7, 1))


def test_a_plan_is_offered_what_is_current_and_nothing_else(login, strategic_plan):
    page = login("planner").get(address(strategic_plan, "premise_pick"))
    assert {one.key for one in page.context["form"].offered} == _current(A_DAY)
    assert "Öppna datalagen" in text(page)
    assert "lag 2010:566" not in text(page)


def _current(day):
    return set(PremiseSource.objects.current(day).values_list("key", flat=True))


# Both ----------------------------------------------------------------------------------------------------------------


def test_loading_twice_changes_nothing():
    before = [list(model.objects.order_by("pk").values()) for model in MODELS]
    load()
    assert [list(model.objects.order_by("pk").values()) for model in MODELS] == before
