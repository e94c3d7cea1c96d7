"""Start, home and follow-up. The rest of the addresses are on config/urls."""

from django.urls import path

from followup import views

app_name = "followup"

urlpatterns = [
    path("", views.start, name="start"),
    path("hem/", views.home, name="home"),
    path("hem/att-gora/", views.todo, name="todo"),
    path("hem/lage/", views.situation, name="situation"),
    path("sok/", views.search, name="search"),
    path("mitt-konto/", views.account, name="account"),
    path("sa-raknas-laget/", views.health_rule, name="health_rule"),
    path("arbeta/<slug:agency_slug>/", views.agency, name="agency"),
    path("arbeta/<slug:agency_slug>/uppfoljning/", views.indicators, name="indicators"),
    path("arbeta/<slug:agency_slug>/uppfoljning/indikatorer/<int:pk>-<slug:name>/", views.indicator, name="indicator"),
]
