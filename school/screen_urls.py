"""The screens of the top floor that are not pages."""

from django.urls import path

from school.views import account, privacy, search, style

app_name = "school"
urlpatterns = [
    path("search/", search.show, name="search"),
    path("style/", style.show, name="style"),
    path("account/overview/", account.show, name="account"),
    path("account/privacy/", privacy.show, name="privacy"),
    path("account/privacy/copy/", privacy.export, name="export"),
    path("account/privacy/delete/", privacy.delete, name="delete_account"),
    path("account/privacy/keep/", privacy.keep, name="keep_account"),
]
