"""The screens of this room."""

from django.urls import path  # noqa: F401

app_name = "webinars"
urlpatterns: list = []
