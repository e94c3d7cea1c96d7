"""The planning year of one organisation, under /arbeta/<org>/kalender/."""

from django.urls import path

from planning.views import calendar

app_name = "calendar"

urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("mall/", calendar.calendar_start, name="start"),
    path("nytt/", calendar.item_add, name="item_add"),
    path("prenumerera/", calendar.subscribe, name="subscribe"),
    path("<int:pk>/", calendar.item_edit, name="item_edit"),
    path("<int:pk>/ta-bort/", calendar.item_remove, name="item_remove"),
    path("<int:pk>/klart/", calendar.item_done, name="item_done"),
]
