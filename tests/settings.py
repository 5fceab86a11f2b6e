"""The school's settings for tests: plain static files, mail kept in memory, cheap password hashes, caches of one process."""

import os
import tempfile

os.environ.setdefault("SCHOOL_DATA", tempfile.mkdtemp(prefix="school-test-"))
os.environ.setdefault("SCHOOL_GRADER_WARM", "0")

from school.settings import *  # noqa: F403
from school.settings import CACHES, STORAGES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_HOST = "testserver"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    **CACHES,
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"},
    # Tests ask again and again for pages that they change without publishing.
    "anonymous": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
