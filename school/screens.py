"""The screens of the top floor that are not pages."""

from django.urls import path

from school.views import account, search, style

app_name = "school"
urlpatterns = [
    path("search/", search.show, name="search"),
    path("style/", style.show, name="style"),
    path("account/overview/", account.show, name="account"),
]
