"""The five-year plans of one organisation, under /arbeta/<org>/strategisk-plan/."""

from django.urls import include, path

from strategy import views
from workflow.transitions import PAGES

app_name = "strategy"

plan_urls = [
    path("", views.plan, name="plan"),
    path("datum/", views.plan_edit, name="plan_edit"),
    path("forutsattningar/ny/", views.premise_add, name="premise_add"),
    path("forutsattningar/<int:pk>/", views.premise_edit, name="premise_edit"),
    path("forutsattningar/<int:pk>/ta-bort/", views.premise_remove, name="premise_remove"),
    path("mal/nytt/", views.goal_add, name="goal_add"),
    path("mal/<int:pk>/", views.goal_edit, name="goal_edit"),
    path("mal/<int:pk>/ta-bort/", views.goal_remove, name="goal_remove"),
    path("utvecklingsplan/ny/", views.initiative_add, name="initiative_add"),
    path("utvecklingsplan/<int:pk>/", views.initiative_edit, name="initiative_edit"),
    path("utvecklingsplan/<int:pk>/ta-bort/", views.initiative_remove, name="initiative_remove"),
    path("indikatorer/ny/", views.indicator_add, name="indicator_add"),
    path("indikatorer/<int:pk>/", views.indicator_edit, name="indicator_edit"),
    *[path(f"{step.slug}/", views.step, {"name": step.name}, name=step.name) for step in PAGES],
]

urlpatterns = [
    path("", views.plans, name="plans"),
    path("aktuell/", views.current, name="current"),
    path("ny/", views.plan_new, name="plan_new"),
    path("<int:first>-<int:last>/", include(plan_urls)),
]
