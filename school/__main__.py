"""``python -m school``: Django's command line for the school, as ``manage.py`` in a checkout."""

import os
import sys


def main() -> None:
    """Do what the command line asks for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
