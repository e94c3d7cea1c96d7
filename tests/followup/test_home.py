"""Where one lands, and Att göra: what is to be done, by when."""

import datetime

import pytest
from django.test import Client, RequestFactory

from followup.views import style
from tests import factories

URL = "/hem/att-gora/"


def text(response):
    return response.content.decode()


@pytest.mark.django_db
def test_the_start_page_is_for_everyone_and_leads_home_when_logged_in(login):
    page = text(Client().get("/"))
    assert "Vad planerar det offentliga för att göra livet enklare?" in page
    assert 'href="/logga-in/"' in page
    assert login("reader").get("/").url == "/hem/"


@pytest.mark.parametrize(
    ("role", "to"), [("manager", "/hem/lage/"), ("planner", URL), ("project_lead", URL), ("reader", URL), (None, URL)]
)
def test_each_role_lands_where_it_belongs(login, role, to):
    assert login(role).get("/hem/").url == to


def test_staff_without_a_role_land_in_the_administration(client, agency, person):
    client.force_login(factories.UserFactory(is_staff=True))
    assert client.get("/hem/").url == "/admin/"
    both = person("planner")
    both.is_staff = True
    both.save()
    client.force_login(both)
    assert client.get("/hem/").url == URL
    assert "Administration</h2>" in text(client.get(URL))


def test_the_next_deadline_in_words(login, plan):
    type(plan).objects.update(submit_by=datetime.date(2026, 10, 30))
    page = text(login("planner").get(URL))
    assert "Hej Petra" in page
    assert "Verksamhetsplan 2027 ska lämnas in den <b>30 oktober</b>, om 15 dagar." in page
    assert "Fortsätt med planen" in page
    assert "/verksamhetsplan/2027/projekt/nytt/" in page


@pytest.mark.parametrize(
    ("day", "said"), [(15, "i dag"), (16, "i morgon"), (14, "och det datumet har passerat"), (17, "om 2 dagar")]
)
def test_deadlines_near_and_past(login, plan, day, said):
    type(plan).objects.update(submit_by=datetime.date(2026, 10, day))
    assert f"oktober</b>, {said}." in text(login("planner").get(URL))


def test_a_plan_without_a_day_asks_for_one(login, plan):
    assert "Sätt ett datum när den ska lämnas in" in text(login("planner").get(URL))


def test_without_a_plan_one_is_invited_to_start(login, agency):
    page = text(login("planner").get(URL))
    assert "Ni har ingen verksamhetsplan för 2027 än." in page
    assert "Starta verksamhetsplan 2027" in page
    assert "Starta verksamhetsplan" not in text(login("reader").get(URL))


def test_somebody_without_an_organisation_is_told_what_to_do(login):
    assert "Du är inte med i någon organisation än." in text(login().get(URL))


def test_tasks_are_grouped_by_urgency(login, plan, agency):
    type(plan).objects.update(submit_by=datetime.date(2026, 10, 30))
    factories.IndicatorFactory(agency=agency, name="Svarstid")
    page = text(login("planner").get(URL))
    assert page.index("Försenat") < page.index("Svarstid") < page.index("Senare")
    assert "Den här veckan" not in page


def test_nothing_to_do_says_so(login, plan):
    type(plan).objects.update(state="published", decided_on=datetime.date(2026, 10, 1))
    assert "Allt är klart." in text(login("reader").get(URL))


def test_when_all_is_done_the_next_date_is_told(login, agency):
    calendar = factories.PlanningYearFactory(agency=agency, year=2026, template="municipality")
    for month, day, title in ((2, 20, "Strategisk plan ses över"), (11, 23, "Budget i fullmäktige")):
        on, key = datetime.date(2026, month, day), {2: "strategic_review", 11: "budget"}[month]
        factories.CalendarItemFactory(planning_year=calendar, on=on, title=title, key=key, layer="planning")
    assert "Nästa datum är 23 november: Budget i fullmäktige." in text(login("reader").get(URL))


def test_no_more_than_ten_tasks_are_shown_at_once(login, person, agency):
    user = person("planner")
    for _ in range(12):
        other = factories.AgencyFactory()
        factories.MembershipFactory(user=user, agency=other, role="planner")
        factories.IndicatorFactory(agency=other)
    page = text(login("planner").get(URL))
    assert page.index("Visa alla") > page.index("Registrera värdet")
    assert page.split('<details class="more">')[0].count("Registrera värdet") == 10


def test_my_projects_once_each_with_their_lage(login, person, agency, plan):
    now = factories.OperationalPlanFactory(agency=agency, year=2026)
    owner = person("project_lead")
    mine = factories.ProjectFactory(plan=now, title="Skolvalet digitalt", owner=owner)
    factories.ProjectFactory(plan=plan, title="Skolvalet digitalt", owner=owner, uid=mine.uid)
    factories.ProjectFactory(plan=plan, title="Någon annans")
    mine.report("at_risk", by=owner, reason="Sent")
    page = text(login("project_lead").get(URL))
    assert page.count(">Skolvalet digitalt</a>") == 1
    assert "Risk" in page
    assert "Någon annans" not in page


def test_queries_do_not_grow(login, person, queries):
    def add(number):
        for _ in range(number):
            agency = factories.AgencyFactory()
            factories.MembershipFactory(user=person("planner"), agency=agency, role="planner")
            plan = factories.OperationalPlanFactory(
                agency=agency, strategic_plan=factories.StrategicPlanFactory(agency=agency)
            )
            goal = factories.ShortTermGoalFactory(plan=plan)
            project = factories.ProjectFactory(plan=plan, owner=person("planner"))
            project.goals.add(goal)
            project.stages.create(kind="needs", ends_on=datetime.date(2026, 12, 31))
            factories.IndicatorFactory(agency=agency, target=60)
            plan.remember("submit", person("planner"), "")
            plan.strategic_plan.remember("submit", person("planner"), "")

    planner = login("planner")
    add(2)
    few = queries(planner, URL)
    add(10)
    assert queries(planner, URL) == few <= 20


def test_the_style_page_shows_every_component(db):
    """Mounted in development and in the demo only; the view itself needs no data."""
    request = RequestFactory().get("/stil/")
    request.user = factories.UserFactory()
    request.session = {}
    page = style(request).content.decode()
    for shown in ("Saknar värde", "Rätta det här innan du fortsätter", "31 februari finns inte", "Planeringsåret"):
        assert shown in page
    assert "style=" not in page


def test_who_has_left_an_organisation_sees_no_more_of_its_projects(login, person, agency, plan):
    omar = person("project_lead")
    factories.ProjectFactory(plan=plan, title="Serveringstillstånd", owner=omar)
    client = login("project_lead")
    assert "Serveringstillstånd" in client.get("/hem/att-gora/").content.decode()
    omar.memberships.all().delete()
    assert "Serveringstillstånd" not in client.get("/hem/att-gora/").content.decode()


class TestHowMyProjectsGo:
    @pytest.fixture
    def project(self, plan, person):
        return factories.ProjectFactory(plan=plan, title="Serveringstillstånd", owner=person("project_lead"))

    def say(self, client, project, health, reason="", **more):
        data = {"projekt": project.pk, f"lage-{project.pk}-health": health, f"lage-{project.pk}-reason": reason}
        return client.post(URL, data | more)

    def test_omar_says_it_without_leaving_hem(self, login, project):
        omar = login("project_lead")
        assert self.say(omar, project, "at_risk", "Leverantören är sen.").url == f"{URL}#projekt"
        report = project.status_reports.get()
        assert (report.health, report.reason, report.by.name) == ("at_risk", "Leverantören är sen.", "Omar Salim")
        page = text(omar.get(URL))
        assert "Läget för Serveringstillstånd är sparat." in page
        assert "Risk" in page

    def test_pressed_twice_it_is_said_once_and_what_was_said_before_stays(self, login, project, person):
        project.report("on_track", by=person("project_lead"), on=datetime.date(2026, 9, 1))
        omar = login("project_lead")
        for _press in range(2):
            self.say(omar, project, "off_track", "Fyra månader sent.")
        assert [report.health for report in project.status_reports.all()] == ["off_track", "on_track"]

    @pytest.mark.parametrize(
        ("health", "said"),
        [("off_track", "Skriv varför projektet inte går som planerat."), ("", "Välj hur projektet ligger till.")],
    )
    def test_what_is_missing_is_explained_in_the_row_and_nothing_typed_is_lost(self, login, project, health, said):
        other = factories.ProjectFactory(plan=project.plan, title="Bygglov", owner=project.owner)
        reason = "" if health else "Något jag skrev"
        response = self.say(login("project_lead"), project, health, reason)
        page = text(response)
        assert said in page
        assert f'id="id_lage-{project.pk}-health"' in page
        assert not health or f'<option value="{health}" selected>' in page
        assert reason in page
        assert "Bygglov" in page
        assert not project.status_reports.exists()
        assert not other.status_reports.exists()

    @pytest.mark.parametrize("health", ["on_track", "at_risk", "off_track"])
    def test_every_answer_can_be_given(self, login, project, health):
        omar = login("project_lead")
        assert f'<option value="{health}">' in text(omar.get(URL))
        self.say(omar, project, health, "Så här är det.")
        assert project.status_reports.get().health == health

    def test_nobody_says_it_of_somebody_elses_project(self, login, project):
        assert self.say(login("planner"), project, "on_track").status_code == 403
        assert self.say(login(), project, "on_track").status_code == 403
        assert not project.status_reports.exists()

    def test_a_reader_who_owns_a_project_sees_it_without_a_form(self, login, plan, person):
        own = factories.ProjectFactory(plan=plan, title="Ruts projekt", owner=person("reader"))
        page = text(login("reader").get(URL))
        assert "Ruts projekt" in page
        assert "lineform" not in page
        assert self.say(login("reader"), own, "on_track").status_code == 403

    @pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "\x00"])
    def test_a_project_that_is_none_is_refused(self, login, project, number):
        assert login("project_lead").post(URL, {"projekt": number}).status_code == 403

    def test_the_next_date_of_the_project_is_told(self, login, project):
        type(project).objects.update(ends_on=datetime.date(2027, 2, 28))
        assert "Nästa: slutar 28 februari 2027." in text(login("project_lead").get(URL))
        project.stages.create(kind="pre_study", ends_on=datetime.date(2026, 12, 31))
        project.stages.create(kind="needs", ends_on=datetime.date(2026, 11, 30), is_done=True)
        assert "Nästa: förstudie 31 december 2026." in text(login("project_lead").get(URL))

    def test_dates_that_have_passed_are_not_next(self, login, project):
        type(project).objects.update(ends_on=datetime.date(2026, 2, 28))
        assert "Inget kommande datum." in text(login("project_lead").get(URL))


def test_what_has_happened_is_told_in_words_newest_first(login, person, agency, plan):
    plan.remember("submit", person("planner"), "")
    plan.remember("return", person("manager"), "Rätta")
    page = text(login("reader").get(URL))
    told = page[page.index("Senaste händelser") :]
    assert told.index("Återlämnad") < told.index("Inlämnad")
    assert plan.get_absolute_url() in told
    assert "Jonas Ek" in told


def test_what_happens_elsewhere_is_not_told(login, person, agency):
    elsewhere = factories.OperationalPlanFactory(year=2027)
    elsewhere.remember("submit", person("planner"), "")
    assert "Senaste händelser" not in text(login("reader").get(URL))


def test_the_planning_year_is_drawn_with_the_plans_own_days(login, plan):
    assert "Planeringsåret" not in text(login("planner").get(URL))
    type(plan).objects.update(submit_by=datetime.date(2026, 10, 30))
    page = text(login("planner").get(URL))
    assert "Planeringsåret 2026" in page
    assert "Lämna in planen" in page


def test_the_strip_is_of_next_years_plan_also_while_this_years_is_still_open(login, agency, plan, settings):
    settings.DEMO_TODAY = datetime.date(2027, 1, 10)
    type(plan).objects.update(submit_by=datetime.date(2027, 1, 20), decide_by=datetime.date(2027, 2, 1))
    planning_year = factories.PlanningYearFactory(agency=agency, year=2027, template="municipality")
    day = datetime.date(2027, 10, 29)
    factories.CalendarItemFactory(
        planning_year=planning_year, key="submit", layer="planning", on=day, title="Lämna in planen"
    )
    assert [item.day for item in login("planner").get(URL).context["strip"].items] == [day]


class TestThePlanningYearsDays:
    @pytest.fixture
    def calendar(self, agency):
        return factories.PlanningYearFactory(agency=agency, year=2026)

    def day(self, calendar, month, day, title, **more):
        return factories.CalendarItemFactory(
            planning_year=calendar, on=datetime.date(2026, month, day), title=title, **more
        )

    def test_what_is_near_is_told_and_done_by_a_press(self, login, person, calendar):
        item = self.day(calendar, 10, 20, "Nämndernas förslag")
        petra = login("planner")
        page = text(petra.get(URL))
        assert "Nämndernas förslag" in page
        url = f"/arbeta/exempelkoping/kalender/{item.pk}/klart/?fran=hem"
        assert f'action="{url}"' in page
        assert petra.post(url).url == "/hem/"
        item.refresh_from_db()
        assert (item.done_on, item.done_by) == (datetime.date(2026, 10, 15), person("planner"))
        assert "Nämndernas förslag" not in text(petra.get(URL))

    def test_what_is_far_away_long_past_or_asked_for_elsewhere_is_not(self, login, calendar):
        self.day(calendar, 10, 30, "Om femton dagar")
        self.day(calendar, 9, 14, "För en månad sedan")
        self.day(calendar, 10, 16, "Lämna in planen", part="submit")
        self.day(calendar, 10, 16, "Mätvärden inlämnade", part="measurements")
        page = text(login("planner").get(URL))
        tasks = page[page.index("Att göra</h2>") :]
        for title in ("Om femton dagar", "För en månad sedan", "Lämna in planen", "Mätvärden inlämnade"):
            assert title not in tasks

    def test_the_law_is_named(self, login, calendar):
        self.day(calendar, 10, 20, "Delårsrapporten", legal_ground="Kommunallagen 11 kap. 16 §")
        assert "Kommunallagen 11 kap. 16 §." in text(login("planner").get(URL))

    def test_only_those_who_plan_are_asked(self, login, calendar):
        self.day(calendar, 10, 20, "Nämndernas förslag")
        assert "Nämndernas förslag" not in text(login("project_lead").get(URL))

    def test_a_day_that_is_near_is_not_counted_to_what_the_plan_lacks(self, login, plan, calendar):
        type(plan).objects.update(submit_by=datetime.date(2026, 10, 20))
        before = text(login("planner").get(URL)).split(" saker återstår")[0].split()[-1]
        self.day(calendar, 10, 20, "Nämndernas förslag")
        assert text(login("planner").get(URL)).split(" saker återstår")[0].split()[-1] == before
