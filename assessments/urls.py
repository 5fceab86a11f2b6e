"""The screens of this room."""

from django.urls import path

from assessments.views import answers, certificates, exercises, practice, sheets, versions

app_name = "assessments"
urlpatterns = [
    path("answers/<uuid:key>/", answers.answer, name="answer"),
    path("exercises/workbench/", exercises.workbench, name="workbench"),
    path("exercises/<slug:code>/starter.ipynb", exercises.starter, name="starter"),
    path("exercises/<slug:code>/data/<str:name>", exercises.data_file, name="data_file"),
    path("exercises/<uuid:key>/notebook/", exercises.notebook, name="notebook"),
    path("exercises/<uuid:key>/draft/", exercises.draft, name="draft"),
    path("exercises/<uuid:key>/sheet/", sheets.show, name="sheet"),
    path("exercises/<uuid:key>/check/", practice.check, name="check"),
    path("exercises/<uuid:key>/versions/", versions.listed, name="versions"),
    path("exercises/<uuid:key>/versions/<int:number>/", versions.one, name="version"),
    path("exercises/<uuid:key>/submit/", exercises.submit, name="submit"),
    path("exercises/<uuid:key>/status/", exercises.status, name="status"),
    path("certificates/", certificates.verify, name="verify"),
    path("certificates/<str:code>/", certificates.show, name="certificate"),
]
