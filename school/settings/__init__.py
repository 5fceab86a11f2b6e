"""The settings of the school: one module, driven by the environment; every variable is read by a typed reader."""

from school.settings.base import *  # noqa: F403
