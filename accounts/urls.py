"""The screens of an account that allauth does not bring."""

from django.urls import path

from accounts.views import profile

app_name = "accounts"
urlpatterns = [path("profile/", profile.show, name="profile")]
