"""The five-year plans of one organisation, under /arbeta/<org>/strategisk-plan/."""

from django.urls import include, path

from strategy import views
from workflow.returning import moved
from workflow.transitions import PLAIN_STEPS

app_name = "strategy"

premise_urls = [
    path("", views.premises, name="premises"),
    path("valj/", views.premise_pick, name="premise_pick"),
    path("andras-planer/", views.premise_link, name="premise_link"),
    path("ny/", views.premise_add, name="premise_add"),
    path("flytta/", views.premise_move, name="premise_move"),
    path("skal/", views.premise_reason, name="premise_reason"),
    path("<int:pk>/", views.premise_edit, name="premise_edit"),
    path("<int:pk>/byt/", views.premise_renew, name="premise_renew"),
    path("<int:pk>/ta-bort/", views.premise_remove, name="premise_remove"),
]
goal_urls = [
    path("", views.goals, name="goals"),
    path("nytt/", views.goal_add, name="goal_add"),
    path("flytta/", views.goal_move, name="goal_move"),
    path("<int:pk>/", views.goal_edit, name="goal_edit"),
    path("<int:pk>/ta-bort/", views.goal_remove, name="goal_remove"),
]
initiative_urls = [
    path("", views.initiatives, name="initiatives"),
    path("ny/", views.initiative_add, name="initiative_add"),
    path("flytta/", views.initiative_move, name="initiative_move"),
    path("<int:pk>/", views.initiative_edit, name="initiative_edit"),
    path("<int:pk>/ta-bort/", views.initiative_remove, name="initiative_remove"),
]
channel_urls = [
    path("", views.channels, name="channels"),
    path("princip/", views.channel_principle, name="channel_principle"),
    path("ny/", views.channel_add, name="channel_add"),
    path("<int:pk>/", views.channel_edit, name="channel_edit"),
    path("<int:pk>/ta-bort/", views.channel_remove, name="channel_remove"),
]
sourcing_urls = [
    path("", views.sourcing, name="sourcing"),
    path("ny/", views.sourcing_add, name="sourcing_add"),
    path("flytta/", views.sourcing_move, name="sourcing_move"),
    path("<int:pk>/", views.sourcing_edit, name="sourcing_edit"),
    path("<int:pk>/ta-bort/", views.sourcing_remove, name="sourcing_remove"),
]
competence_urls = [
    path("", views.competence, name="competence"),
    path("ny/", views.competence_add, name="competence_add"),
    path("flytta/", views.competence_move, name="competence_move"),
    path("<int:pk>/", views.competence_edit, name="competence_edit"),
    path("<int:pk>/ta-bort/", views.competence_remove, name="competence_remove"),
]
plan_urls: list = [
    path("", views.plan, name="plan"),
    path("datum/", views.plan_edit, name="plan_edit"),
    path("nasta-period/", views.carry_over, name="carry_over"),
    path("forutsattningar/", include(premise_urls)),
    path("mal/", include(goal_urls)),
    path("utvecklingsplan/", include(initiative_urls)),
    path("kanalstrategi/", include(channel_urls)),
    path("sourcingstrategi/", include(sourcing_urls)),
    path("kompetensforsorjning/", include(competence_urls)),
    path("e-strategi/", views.e_strategy, name="e_strategy"),
    path("indikatorer/ny/", views.indicator_add, name="indicator_add"),
    path("indikatorer/<int:pk>/", views.indicator_edit, name="indicator_edit"),
    path("granska/", views.check, name="submit"),
    path("lamna-in/", moved, {"to": "strategy:submit"}),  # the address that "granska" had before
    *[path(f"{step.slug}/", views.step, {"name": step.name}, name=step.name) for step in PLAIN_STEPS],
]

urlpatterns = [
    path("", views.plans, name="plans"),
    path("aktuell/", views.current, name="current"),
    path("ny/", views.plan_new, name="plan_new"),
    path("<int:first>-<int:last>/", include(plan_urls)),
]
