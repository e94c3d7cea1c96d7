"""The planning year's page, its templates, and dates of one's own."""

import datetime
import re

import pytest
from django.http import QueryDict

from planning.forms import CalendarItemForm
from planning.models import CalendarItem, PlanningYear
from tests import factories

PAGE = "/arbeta/exempelkoping/kalender/"


def text_of(response):
    """What a page says, as one line."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode().split("<main")[1].split("</main>")[0])
    return re.sub(r"\s+", " ", words)


def start(petra, year=2026, template="municipality"):
    return petra.post(f"{PAGE}mall/", {"ar": year, "mall": template})


@pytest.fixture
def petra(login):
    return login("planner")


@pytest.fixture
def planning_year(agency):
    return factories.PlanningYearFactory(agency=agency, year=2026, template="municipality")


@pytest.fixture
def item(planning_year):
    return factories.CalendarItemFactory(
        planning_year=planning_year, title="Styrgruppsmöte", on=datetime.date(2026, 11, 5)
    )


def typed(**changes):
    return {"title": "Dialog med nämnderna", "on": "2026-11-12", "note": "", "legal_ground": "", "part": ""} | changes


def draft(response):
    return response.context["form"]["draft_uid"].value()


class TestAYearFromATemplate:
    def test_is_offered_with_the_organisations_own_kind_chosen(self, petra):
        response = petra.get(PAGE)
        assert "Välj en mall så får ni årets datum på plats." in text_of(response)
        checked = re.search(r'value="([^"]+)" checked', response.content.decode())
        assert checked[1] == "municipality"

    def test_is_made_by_one_press_and_only_once(self, petra, agency):
        start(petra)
        start(petra)
        start(petra, template="region")
        planning_year = agency.planning_years.get()
        assert (planning_year.year, planning_year.template) == (2026, "municipality")
        assert planning_year.items.get(key="submit").on == datetime.date(2026, 10, 30)

    def test_moves_days_nobody_works_and_says_from_where(self, login, petra, agency):
        agency.kind = "state_agency"
        agency.save()
        start(petra, template="state_agency")
        item = CalendarItem.objects.get(key="budget_request")
        assert (item.on, item.moved_from) == (datetime.date(2026, 2, 27), datetime.date(2026, 3, 1))
        text = text_of(login("reader").get(PAGE))
        assert "Flyttad från söndag 1 mars." in text
        assert "Förordning (2000:605) 9 kap. 3 §" in text

    def test_keeps_the_dates_that_were_there(self, petra, agency):
        petra.post(f"{PAGE}nytt/", typed())
        start(petra)
        assert agency.planning_years.get().items.filter(title="Dialog med nämnderna").exists()
        assert agency.planning_years.get().items.filter(key="decide").exists()

    @pytest.mark.parametrize("chosen", ["", "hittar-pa", "fran-2025", "\0", "x" * 50_000])
    def test_asks_again_when_nothing_sensible_was_chosen(self, petra, agency, chosen):
        response = petra.post(f"{PAGE}mall/", {"ar": 2026, "mall": chosen}, follow=True)
        assert "Välj vad året ska börja från." in text_of(response)
        assert not agency.planning_years.exists()

    def test_is_not_made_by_looking(self, petra, agency):
        petra.get(f"{PAGE}mall/?ar=2026&mall=municipality")
        assert not agency.planning_years.exists()

    def test_rut_may_not(self, login, agency):
        assert start(login("reader")).status_code == 403
        assert not agency.planning_years.exists()
        assert "Här kommer årets datum att stå" in text_of(login("reader").get(PAGE))


class TestTheYearAfter:
    def test_takes_the_same_dates_a_year_later_and_none_is_done(self, petra, agency):
        start(petra)
        first = agency.planning_years.get()
        own = factories.CalendarItemFactory(planning_year=first, title="Styrgrupp", on=datetime.date(2026, 11, 6))
        first.items.filter(key="strategic_review").update(on=datetime.date(2026, 2, 20), done_on="2026-02-20")
        first.items.filter(key="frames").delete()
        assert "Som 2026, med era egna datum" in text_of(petra.get(f"{PAGE}?ar=2027"))
        for _press in range(2):
            start(petra, 2027, "fran-2026")
        following = agency.planning_years.get(year=2027)
        moved = following.items.get(title="Styrgrupp")
        assert (moved.on, moved.layer) == (datetime.date(2027, 11, 5), own.layer)  # 6 November 2027 is Alla helgons dag
        assert moved.uid != own.uid
        review = following.items.get(key="strategic_review")
        assert (review.on, review.is_done) == (datetime.date(2027, 2, 19), False)
        assert not following.items.filter(key="frames").exists()
        assert following.items.count() == first.items.count()

    def test_has_the_days_of_the_law_again(self, petra, agency):
        start(petra)
        agency.planning_years.get().items.filter(key="annual_report").update(on="2026-03-10", note="Beslut.")
        start(petra, 2027, "fran-2026")
        report = agency.planning_years.get(year=2027).items.get(key="annual_report")
        assert (report.on, "Beslut" in report.note) == (datetime.date(2027, 4, 15), False)

    def test_a_day_of_a_leap_year_becomes_the_28th(self, petra, agency):
        year = factories.PlanningYearFactory(agency=agency, year=2028, template="municipality")
        factories.CalendarItemFactory(planning_year=year, on=datetime.date(2028, 2, 29))
        start(petra, 2029, "fran-2028")
        assert agency.planning_years.get(year=2029).items.get().on == datetime.date(2029, 2, 28)


class TestThePage:
    def test_lists_days_by_month_with_who_and_where(self, petra, plan, planning_year):
        factories.CalendarItemFactory(
            planning_year=planning_year,
            layer="planning",
            on=datetime.date(2026, 11, 10),
            title="Projekten prioriteras",
            responsible_role="E-samordnare",
            part="projects",
        )
        response = petra.get(PAGE)
        text = text_of(response)
        assert "November 2026" in text
        assert "tis 10 nov Projekten prioriteras" in text
        assert "Ansvarig: E-samordnare" in text
        assert f"{plan.get_absolute_url()}utvecklingsplan/" in response.content.decode()

    def test_shows_the_days_that_only_the_plan_has(self, petra, plan):
        plan.submit_by, plan.state = datetime.date(2026, 10, 23), "submitted"
        plan.save()
        text = text_of(petra.get(PAGE))
        assert "23 okt Lämna in planen Dagen står i planen för 2027." in text
        assert "Inlämnad" in text

    def test_says_when_the_plan_has_another_day_than_the_calendar(self, petra, plan, planning_year):
        factories.CalendarItemFactory(planning_year=planning_year, layer="planning", key="submit", title="Lämna in")
        plan.submit_by = datetime.date(2026, 10, 23)
        plan.save()
        text = text_of(petra.get(PAGE))
        assert "23 okt Lämna in Dagen står i planen. Kalendern har 30 oktober." in text

    def test_shows_the_layers_that_are_ticked(self, petra, planning_year, item):
        factories.CalendarItemFactory(planning_year=planning_year, layer="planning", title="Anvisningar")
        everything = text_of(petra.get(PAGE))
        for told in ("Styrgruppsmöte", "Anvisningar", "Sista dag för mätvärden, maj–augusti 2026"):
            assert told in everything
        own = text_of(petra.get(f"{PAGE}?ar=2026&valt=1&lager=egna"))
        assert "Styrgruppsmöte" in own
        assert "Anvisningar" not in own
        assert "Sista dag" not in own
        assert "Inga datum i det ni har valt att visa." in text_of(petra.get(f"{PAGE}?ar=2026&valt=1"))

    def test_shows_a_shared_day_once_when_the_template_has_it(self, petra):
        start(petra)
        text = text_of(petra.get(PAGE))
        assert "Mätvärden för maj–augusti inlämnade" in text
        assert "Sista dag för mätvärden, maj–augusti" not in text
        assert "Sista dag för mätvärden, januari–april 2026" in text

    @pytest.mark.parametrize("year", ["x", "", "99999999999999999999", "1", "-3", "\0", "2026.5"])
    def test_shows_this_year_when_the_address_says_no_year(self, petra, year):
        assert "Planeringsåret 2026" in text_of(petra.get(PAGE, {"ar": year}))

    def test_leads_to_the_year_before_and_after(self, petra):
        html = petra.get(f"{PAGE}?ar=2030").content.decode()
        assert 'href="?ar=2029"' in html
        assert 'href="?ar=2031"' in html

    def test_of_another_organisation_is_not_there(self, login, item):
        assert login().get(PAGE).status_code == 404

    def test_takes_no_more_queries_with_more_days(self, petra, queries, plan, planning_year, person):
        def add(count):
            for _number in range(count):
                factories.CalendarItemFactory(
                    planning_year=planning_year, part="goals", done_on="2026-10-01", done_by=person("planner")
                )

        add(2)
        few = queries(petra, PAGE)
        add(10)
        assert queries(petra, PAGE) == few <= 12


class TestMarkingAsDone:
    def test_remembers_who_and_when_and_can_be_undone(self, petra, item):
        petra.post(f"{PAGE}{item.pk}/klart/")
        item.refresh_from_db()
        assert (item.done_on, item.done_by.name) == (datetime.date(2026, 10, 15), "Petra Lind")
        assert "Klart 15 oktober, Petra Lind" in text_of(petra.get(PAGE))
        petra.post(f"{PAGE}{item.pk}/klart/", {"angra": "1"})
        item.refresh_from_db()
        assert (item.done_on, item.done_by) == (None, None)

    def test_twice_keeps_the_first(self, login, petra, item):
        petra.post(f"{PAGE}{item.pk}/klart/")
        login("manager").post(f"{PAGE}{item.pk}/klart/")
        item.refresh_from_db()
        assert item.done_by.name == "Petra Lind"

    def test_goes_back_to_what_was_shown(self, petra, item):
        response = petra.post(f"{PAGE}{item.pk}/klart/?ar=2026&valt=1&lager=egna")
        assert response.url == f"{PAGE}?ar=2026&valt=1&lager=egna#rad-{item.pk}"

    def test_rut_may_not(self, login, item):
        assert login("reader").post(f"{PAGE}{item.pk}/klart/").status_code == 403
        assert "Markera som klart" not in text_of(login("reader").get(PAGE))

    def test_another_organisations_day_is_not_found(self, petra):
        other = factories.CalendarItemFactory()
        assert petra.post(f"{PAGE}{other.pk}/klart/").status_code == 404


class TestADateOfOnesOwn:
    def test_is_added_to_the_year_of_its_day(self, petra, agency):
        response = petra.post(f"{PAGE}nytt/", typed(on="2027-11-12"), follow=True)
        assert "”Dialog med nämnderna” är tillagt." in text_of(response)
        assert "Planeringsåret 2027" in text_of(response)
        item = CalendarItem.objects.get()
        assert (item.layer, item.planning_year.year, item.edited_by.name) == ("own", 2027, "Petra Lind")

    def test_in_the_past_is_saved_with_a_warning(self, petra):
        response = petra.post(f"{PAGE}nytt/", typed(on="2026-03-02"), follow=True)
        assert "Den 2 mars 2026 har redan varit. Datumet är sparat ändå." in text_of(response)
        assert CalendarItem.objects.exists()

    def test_on_a_holiday_is_saved_with_a_warning(self, petra):
        response = petra.post(f"{PAGE}nytt/", typed(on="2026-12-24"), follow=True)
        assert "Den 24 december 2026 är ingen arbetsdag." in text_of(response)
        assert CalendarItem.objects.get().on == datetime.date(2026, 12, 24)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"on": ""}, "Skriv vilken dag det gäller"),
            ({"on": "2026-02-30"}, "30 februari finns inte"),
            ({"on": "snart"}, "Skriv datumet som år-månad-dag"),
            ({"title": ""}, "Skriv vad som händer eller ska vara klart."),
            ({"title": "x" * 50_000}, "120"),
            ({"part": "hittar-pa"}, "hittar-pa"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, petra, changes, said):
        response = petra.post(f"{PAGE}nytt/", typed(note="Bra att veta") | changes)
        assert response.status_code == 200
        assert said in text_of(response)
        assert "Bra att veta" in response.content.decode()
        assert not CalendarItem.objects.exists()

    def test_posted_twice_becomes_one(self, petra):
        uid = draft(petra.get(f"{PAGE}nytt/"))
        for _press in range(2):
            assert petra.post(f"{PAGE}nytt/", typed(draft_uid=uid)).status_code == 302
        assert CalendarItem.objects.count() == 1

    def test_a_uid_of_another_organisation_is_not_taken_over(self, petra):
        other = factories.CalendarItemFactory(title="Deras")
        petra.post(f"{PAGE}nytt/", typed(draft_uid=str(other.uid)))
        other.refresh_from_db()
        assert other.title == "Deras"
        assert CalendarItem.objects.count() == 2

    def test_is_changed_and_moved_to_another_year(self, petra, item):
        data = typed(on="2027-01-15", title="Styrgruppen", seen_count=item.edit_count)
        petra.post(f"{PAGE}{item.pk}/", data)
        item.refresh_from_db()
        assert (item.title, item.planning_year.year) == ("Styrgruppen", 2027)

    def test_somebody_elses_save_is_not_overwritten(self, petra, item):
        stale = item.edit_count
        petra.post(f"{PAGE}{item.pk}/", typed(title="Först", seen_count=stale))
        response = petra.post(f"{PAGE}{item.pk}/", typed(title="Sen", seen_count=stale))
        assert response.status_code == 409
        assert "Sen" in response.content.decode()
        item.refresh_from_db()
        assert item.title == "Först"

    def test_that_somebody_removed_while_typing_is_kept_on_the_page(self, petra, item):
        pk = item.pk
        item.delete()
        response = petra.post(f"{PAGE}{pk}/", typed(title="Det jag skrev"))
        assert response.status_code == 409
        assert "Det jag skrev" in response.content.decode()

    def test_is_removed_after_a_question(self, petra, item):
        assert "Ta bort Styrgruppsmöte?" in text_of(petra.get(f"{PAGE}{item.pk}/ta-bort/"))
        assert CalendarItem.objects.exists()
        petra.post(f"{PAGE}{item.pk}/ta-bort/")
        assert not CalendarItem.objects.exists()

    @pytest.mark.parametrize("path", ["nytt/", "{}/", "{}/ta-bort/"])
    def test_rut_may_not_write_and_sven_finds_nothing(self, login, item, path):
        path = PAGE + path.format(item.pk)
        assert login("reader").get(path).status_code == 403
        assert login("reader").post(path, typed()).status_code == 403
        assert login().post(path, typed()).status_code == 404
        assert CalendarItem.objects.get().title == "Styrgruppsmöte"

    def test_another_organisations_is_not_found(self, petra):
        other = factories.CalendarItemFactory()
        assert petra.get(f"{PAGE}{other.pk}/").status_code == 404
        assert petra.post(f"{PAGE}{other.pk}/ta-bort/").status_code == 404

    def test_the_form_takes_few_queries(self, petra, item, queries):
        assert queries(petra, f"{PAGE}{item.pk}/") <= 12


class TestADayOfTheLaw:
    @pytest.fixture
    def report(self, petra, agency):
        start(petra)
        return PlanningYear.objects.get(agency=agency).items.get(key="annual_report")

    def _save(self, petra, report, **changes):
        data = {"on": "2026-04-15", "note": report.note, "part": "", "seen_count": report.edit_count}
        response = petra.post(f"{PAGE}{report.pk}/", data | changes)
        report.refresh_from_db()
        return response

    def test_cannot_be_renamed(self, petra, report):
        self._save(petra, report, title="Något annat", legal_ground="Nej", responsible_role="Ekonomichef")
        assert report.title.startswith("Årsredovisningen")
        assert report.legal_ground.startswith("Kommunallagen")
        assert report.responsible_role == "Ekonomichef"

    def test_is_locked_until_the_planner_says_that_somebody_decided(self, petra, report):
        response = self._save(petra, report, on="2026-03-10")
        assert "Dagen följer av lag (Kommunallagen (2017:725) 11 kap.)." in text_of(response)
        assert report.on == datetime.date(2026, 4, 15)

    @pytest.mark.parametrize("note", [None, ""])
    def test_asks_which_decision_it_was(self, petra, report, note):
        note = report.note if note is None else note
        response = self._save(petra, report, on="2026-03-10", by_decision="on", note=note)
        assert "Skriv vilket beslut som ger er en annan dag." in text_of(response)
        assert report.on == datetime.date(2026, 4, 15)

    def test_has_another_day_by_decision_and_the_page_tells_the_laws(self, petra, report):
        self._save(petra, report, on="2026-03-10", by_decision="on", note="Beslut 2026-01-12 § 4.")
        assert report.on == datetime.date(2026, 3, 10)
        assert "Egen dag enligt beslut. Lagens dag är 15 april." in text_of(petra.get(PAGE))

    def test_is_moved_to_a_working_day_again_when_it_is_set_back(self, petra, agency):
        start(petra)
        proposal = PlanningYear.objects.get(agency=agency).items.get(key="board_budget")
        assert (proposal.on, proposal.moved_from) == (datetime.date(2026, 10, 30), datetime.date(2026, 10, 31))
        decided = {"on": "2026-10-20", "by_decision": "on", "note": "Beslut § 9."}
        self._save(petra, proposal, **decided)
        assert proposal.moved_from is None
        self._save(petra, proposal, on="2026-10-30")
        assert proposal.moved_from == datetime.date(2026, 10, 31)


def test_a_plan_decided_first_in_its_own_year_has_its_day_there(petra, agency, plan):
    start(petra)
    plan.decide_by = datetime.date(2027, 1, 15)
    plan.save()
    following = text_of(petra.get(f"{PAGE}?ar=2027"))
    assert "Planen för 2027 beslutas" in following
    assert "15 jan" in following
    assert (
        f'<a href="{plan.get_absolute_url()}">Verksamhetsplan 2027</a>' in petra.get(f"{PAGE}?ar=2027").content.decode()
    )
    assert "Planen beslutas" not in text_of(petra.get(f"{PAGE}?ar=2026")), "it is not decided twice"


def test_what_was_planned_stays_when_the_plan_is_revised_in_its_own_year(petra, agency, plan):
    start(petra)
    plan.number, plan.decide_by = 2, datetime.date(2027, 5, 11)
    plan.save()
    assert "Planen beslutas" in text_of(petra.get(f"{PAGE}?ar=2026"))
    assert "Planen för 2027 beslutas" in text_of(petra.get(f"{PAGE}?ar=2027"))


def test_a_day_marked_done_while_it_is_saved_stays_done(petra, agency, person):
    item = factories.CalendarItemFactory(planning_year__agency=agency, planning_year__year=2026)
    item.planning_year.agency = agency
    data = QueryDict(f"on=2026-11-12&title=Ny+dag&seen_count={item.edit_count}")
    form = CalendarItemForm(data, instance=CalendarItem.objects.select_related("planning_year__agency").get(pk=item.pk))
    assert form.is_valid(), form.errors
    petra.post(f"{PAGE}{item.pk}/klart/")
    assert form.save_by(person("planner"))
    item.refresh_from_db()
    assert (item.title, item.is_done) == ("Ny dag", True)


def test_the_days_when_the_plan_is_followed_up_are_among_the_others(login, plan):
    factories.PlannedFollowUpFactory(plan=plan, on=datetime.date(2027, 5, 14), what="Mål och projekt")
    page = login("reader").get("/arbeta/exempelkoping/kalender/?ar=2027").content.decode()
    assert "Uppföljning av planen för 2027: Mål och projekt" in page
    assert "/verksamhetsplan/2027/uppfoljning/" in page
    hidden = login("reader").get("/arbeta/exempelkoping/kalender/?ar=2027&valt=1&lager=egna").content.decode()
    assert "Mål och projekt" not in hidden
