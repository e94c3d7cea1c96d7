"""The year's plans of one organisation, under /arbeta/<org>/verksamhetsplan/."""

from django.urls import path

from planning import views
from planning.views.unbuilt import unbuilt
from workflow.transitions import PAGES

app_name = "planning"

urlpatterns = [
    path("", views.plans, name="plans"),
    path("aktuell/", views.current, name="current"),
    path("ny/", views.plan_new, name="plan_new"),
    path("partner/", views.partners, name="partners"),
    path("<int:year>/", views.plan, name="plan"),
    path("<int:year>/datum/", views.plan_edit, name="plan_edit"),
    path("<int:year>/mal/nytt/", views.goal_add, name="goal_add"),
    path("<int:year>/mal/<int:pk>/", views.goal_edit, name="goal_edit"),
    path("<int:year>/mal/<int:pk>/ta-bort/", views.goal_remove, name="goal_remove"),
    path("<int:year>/projekt/nytt/", views.project_add, name="project_add"),
    path("<int:year>/projekt/<int:pk>-<slug:name>/", views.project, name="project"),
    path("<int:year>/projekt/<int:pk>/andra/", views.project_edit, name="project_edit"),
    path("<int:year>/projekt/<int:pk>/ta-bort/", views.project_remove, name="project_remove"),
    path("<int:year>/projekt/<int:pk>/lage/", views.project_status, name="project_status"),
    path("<int:year>/forutsattningar/", unbuilt, {"name": "premises"}, name="premises"),
    path("<int:year>/mal/", unbuilt, {"name": "goals"}, name="goals"),
    path("<int:year>/utvecklingsplan/", unbuilt, {"name": "projects"}, name="projects"),
    path("<int:year>/samverkan/", unbuilt, {"name": "cooperation"}, name="cooperation"),
    path("<int:year>/kompetens/", unbuilt, {"name": "training"}, name="training"),
    path("<int:year>/overlamning/", unbuilt, {"name": "handover"}, name="handover"),
    path("<int:year>/uppfoljning/", unbuilt, {"name": "follow_up"}, name="follow_up"),
    *[path(f"<int:year>/{step.slug}/", views.step, {"name": step.name}, name=step.name) for step in PAGES],
]
