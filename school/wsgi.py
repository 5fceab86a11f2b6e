"""The program that gunicorn serves: the site, and beside it the laboratory of the notebooks on its own origin."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")


def program():
    """Site and laboratory, told apart by host."""
    site = get_wsgi_application()

    from django.conf import settings
    from django.db import connections

    from assessments import api as assessments
    from school.serving import preloading
    from school.serving.demonstration_signins import refuse_demonstration_signins
    from school.serving.origins import Laboratory, Origins, Submissions

    refuse_demonstration_signins()
    if not settings.DEBUG:
        preloading.load()
    # The program is loaded before its processes fork: no connection may cross.
    connections.close_all()
    laboratory = Laboratory(settings.LAB_ROOT, settings.SITE_ORIGIN)
    reading = Submissions(
        laboratory,
        settings.SITE_ORIGIN,
        assessments.SUBMISSIONS,
        assessments.submission_page,
        assessments.submission_refusal,
    )
    return Origins(site, settings.LAB_ORIGIN, reading)


application = program()
