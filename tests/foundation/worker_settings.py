"""The settings of tests, for a worker in a process of its own: the test's database and folders are told by the environment."""

import json
import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

_told = json.loads(os.environ["TEST_DATABASE"])
DATABASES = {"default": {**DATABASES["default"], **_told}}
MEDIA_ROOT = os.environ.get("TEST_MEDIA", "")
