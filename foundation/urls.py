"""Addresses that blocks point to."""

from django.urls import path

from foundation.views import tables

app_name = "foundation"
urlpatterns = [path("tables/<int:page_id>/<uuid:block_id>.csv", tables.show, name="table")]
