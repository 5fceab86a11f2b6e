"""The settings of the school: one module, driven by the environment; every variable is read by a typed reader."""

from school.settings.accounts import *  # noqa: F403  (sign-up and sign-in, a file of their own)
from school.settings.base import *  # noqa: F403
