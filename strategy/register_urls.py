"""The national register of premises, under /register/forutsattningar/: coordinators keep it, everybody reads it."""

from django.urls import path

from strategy import views

app_name = "register"

urlpatterns = [
    path("", views.register, name="premises"),
    path("ny/", views.register_add, name="premise_add"),
    path("<int:pk>/", views.register_edit, name="premise_edit"),
]
