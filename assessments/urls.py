"""The screens of this room."""

from django.urls import path

from assessments.views import answers, certificates, drafts, notebooks, practice, sheets

app_name = "assessments"
urlpatterns = [
    path("answers/<uuid:key>/", answers.answer, name="answer"),
    path("exercises/workbench/", notebooks.workbench, name="workbench"),
    path("exercises/<slug:code>/starter.ipynb", notebooks.starter, name="starter"),
    path("exercises/<slug:code>/data/<str:name>", notebooks.data_file, name="data_file"),
    path("exercises/<uuid:key>/notebook/", notebooks.notebook, name="notebook"),
    path("exercises/<uuid:key>/draft/", drafts.save, name="draft"),
    path("exercises/<uuid:key>/sheet/", sheets.show, name="sheet"),
    path("exercises/<uuid:key>/check/", practice.check, name="check"),
    path("exercises/<uuid:key>/versions/", drafts.earlier_versions, name="versions"),
    path("exercises/<uuid:key>/versions/<int:number>/", drafts.earlier_version, name="version"),
    path("exercises/<uuid:key>/submit/", notebooks.submit, name="submit"),
    path("exercises/<uuid:key>/status/", notebooks.status, name="status"),
    path("certificates/", certificates.verify, name="verify"),
    path("certificates/<str:code>/", certificates.show, name="certificate"),
]
