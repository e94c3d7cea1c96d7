"""An organisation's services, under /arbeta/<org>/tjanster/: they belong to it and outlive its plans."""

from django.urls import path

from strategy import views

app_name = "services"

urlpatterns = [
    path("", views.services, name="services"),
    path("ny/", views.service_add, name="service_add"),
    path("<int:pk>/", views.service_edit, name="service_edit"),
    path("<int:pk>/ta-bort/", views.service_remove, name="service_remove"),
]
