"""The year's plans of one organisation, under /arbeta/<org>/verksamhetsplan/."""

from django.urls import include, path

from planning import views
from workflow.returning import moved
from workflow.transitions import PLAIN_STEPS

app_name = "planning"

premise_urls = [
    path("", views.premises, name="premises"),
    path("hamta/", views.premise_carry, name="premise_carry"),
    path("andras-planer/", views.premise_link, name="premise_link"),
    path("ny/", views.premise_add, name="premise_add"),
    path("flytta/", views.premise_move, name="premise_move"),
    path("<int:pk>/", views.premise_edit, name="premise_edit"),
    path("<int:pk>/byt/", views.premise_renew, name="premise_renew"),
    path("<int:pk>/ta-bort/", views.premise_remove, name="premise_remove"),
]
commitment_urls = [
    path("", views.commitments, name="commitments"),
    path("hamta/", views.commitments_fetch, name="commitments_fetch"),
    path("nytt/", views.commitment_add, name="commitment_add"),
    path("flytta/", views.commitment_move, name="commitment_move"),
    path("<int:pk>/", views.commitment_edit, name="commitment_edit"),
    path("<int:pk>/ta-bort/", views.commitment_remove, name="commitment_remove"),
]
training_urls = [
    path("", views.training, name="training"),
    path("ny/", views.training_add, name="training_add"),
    path("flytta/", views.training_move, name="training_move"),
    path("<int:pk>/", views.training_edit, name="training_edit"),
    path("<int:pk>/ta-bort/", views.training_remove, name="training_remove"),
]
follow_up_urls = [
    path("", views.follow_up, name="follow_up"),
    path("nytt/", views.follow_up_add, name="follow_up_add"),
    path("foresla/", views.follow_up_suggest, name="follow_up_suggest"),
    path("<int:pk>/", views.follow_up_edit, name="follow_up_edit"),
    path("<int:pk>/ta-bort/", views.follow_up_remove, name="follow_up_remove"),
]
priority_urls = [
    path("", views.priorities, name="priorities"),
    path("ny/", views.criterion_add, name="criterion_add"),
    path("flytta/", views.criteria_move, name="criteria_move"),
    path("<int:pk>/", views.criterion_edit, name="criterion_edit"),
    path("<int:pk>/ta-bort/", views.criterion_remove, name="criterion_remove"),
]
urlpatterns = [
    path("", views.plans, name="plans"),
    path("aktuell/", views.current, name="current"),
    path("ny/", views.plan_new, name="plan_new"),
    path("partner/", views.partners, name="partners"),
    path("avdelningar/", views.departments, name="departments"),
    path("<int:year>/", views.plan, name="plan"),
    path("<int:year>/datum/", views.plan_edit, name="plan_edit"),
    path("<int:year>/forutsattningar/", include(premise_urls)),
    path("<int:year>/ataganden/", include(commitment_urls)),
    path("<int:year>/mal/", views.goals, name="goals"),
    path("<int:year>/mal/nytt/", views.goal_add, name="goal_add"),
    path("<int:year>/mal/flytta/", views.goal_move, name="goal_move"),
    path("<int:year>/mal/kopiera/", views.goal_copy, name="goal_copy"),
    path("<int:year>/mal/<int:pk>/", views.goal_edit, name="goal_edit"),
    path("<int:year>/mal/<int:pk>/ta-bort/", views.goal_remove, name="goal_remove"),
    path("<int:year>/projekt/nytt/", views.project_add, name="project_add"),
    path("<int:year>/projekt/hamta/", views.project_fetch, name="project_fetch"),
    path("<int:year>/projekt/kopiera/", views.project_copy, name="project_copy"),
    path("<int:year>/projekt/<int:pk>-<slug:name>/", views.project, name="project"),
    path("<int:year>/projekt/<int:pk>/andra/", views.project_edit, name="project_edit"),
    path("<int:year>/projekt/<int:pk>/ta-bort/", views.project_remove, name="project_remove"),
    path("<int:year>/projekt/<int:pk>/lage/", views.project_status, name="project_status"),
    path("<int:year>/projekt/<int:pk>/underlag/", views.document_add, name="document_add"),
    path("<int:year>/projekt/<int:pk>/underlag/<int:document>/", views.document, name="document"),
    path("<int:year>/projekt/<int:pk>/rad/", views.project_row, name="project_row"),
    path("<int:year>/utvecklingsplan/", views.projects, name="projects"),
    path("<int:year>/utvecklingsplan/flytta/", views.projects_move, name="projects_move"),
    path("<int:year>/prioritering/", include(priority_urls)),
    path("<int:year>/samverkan/", views.cooperation, name="cooperation"),
    path("<int:year>/kompetens/", include(training_urls)),
    path("<int:year>/overlamning/", views.handover, name="handover"),
    path("<int:year>/uppfoljning/", include(follow_up_urls)),
    path("<int:year>/rod-trad/", views.thread, name="thread"),
    path("<int:year>/granska/", views.check, name="submit"),
    path("<int:year>/lamna-in/", moved, {"to": "planning:submit"}),  # the address that "granska" had before
    *[path(f"<int:year>/{step.slug}/", views.step, {"name": step.name}, name=step.name) for step in PLAIN_STEPS],
]
