import pytest
from tests import factories as f

def test_it(login, strategic_plan, queries, agency):
    c = login("planner")
    url = strategic_plan.get_absolute_url()
    r = c.get(url); assert r.status_code == 200
    for name in ["premise_add","goal_add","initiative_add","indicator_add"]:
        from strategy.links import address
        u = address(strategic_plan, name)
        assert c.get(u).status_code == 200
        print(name, queries(c, u))
    p = f.PremiseFactory(plan=strategic_plan)
    for i in range(3):
        g = f.LongTermGoalFactory(plan=strategic_plan); g.premises.add(p)
        ind = f.IndicatorFactory(agency=agency, target=60); ind.goals.add(g)
        i = f.InitiativeFactory(plan=strategic_plan, first_year=2025, last_year=2026); i.goals.add(g)
        i.life_events.add(f.LifeEventFactory()); i.service_types.add(f.ServiceTypeFactory()); i.citizen_problems.add(f.CitizenProblemFactory())
        f.BenefitEstimateFactory(initiative=i)
    print("plan", queries(c, url))
    for name, pk in [("premise_edit",p.pk),("goal_edit",g.pk),("initiative_edit",i.pk),("indicator_edit",ind.pk),("initiative_remove",i.pk),("goal_remove",g.pk),("submit",None)]:
        u = address(strategic_plan, name, *([pk] if pk else []))
        print(name, queries(c, u))
    print(c.get(url).content.decode()[2500:])
