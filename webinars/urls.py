"""The screens of this room that are not pages."""

from django.urls import path

from webinars.views import downloads, registrations

app_name = "webinars"
urlpatterns = [
    path("calendar.ics", downloads.programme_calendar, name="programme_calendar"),
    path("<uuid:key>.ics", downloads.webinar_calendar, name="calendar"),
    path("<uuid:key>/transcript.<slug:language>.txt", downloads.transcript, name="transcript"),
    path("<uuid:key>/sign-up/", registrations.sign_up, name="sign_up"),
    path("<uuid:key>/withdraw/", registrations.withdraw, name="withdraw"),
    path("<uuid:key>/door/", registrations.door, name="door"),
]
