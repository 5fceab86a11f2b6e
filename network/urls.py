"""The screens of this room."""

from django.urls import path

from network.views import countries, directory, home, profile, question

app_name = "network"
urlpatterns = [
    path("", home.show, name="home"),
    path("members/", directory.show, name="directory"),
    path("members/<slug:slug>/", profile.show, name="member"),
    path("members/<slug:slug>/ask/", question.ask, name="ask"),
    path("profile/", profile.edit, name="profile"),
    path("profile/listing/", profile.listing, name="listing"),
    path("profile/delete/", profile.delete, name="delete_profile"),
    path("countries/", countries.index, name="countries"),
    path("countries/<slug:iso3>/", countries.show, name="country"),
]
