"""The screens of this room that are not pages, and what is posted."""

from django.urls import path

from courses.views import enrolment, my_learning, reading

app_name = "courses"
urlpatterns = [
    path("", my_learning.show, name="my_learning"),
    path("enrol/<uuid:course_key>/", enrolment.enrol, name="enrol"),
    path("leave/<uuid:course_key>/", enrolment.leave, name="leave"),
    path("visited/<uuid:lesson_key>/", reading.visited, name="visited"),
    path("read/<uuid:lesson_key>/", reading.read, name="read"),
]
