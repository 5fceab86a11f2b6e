"""``python3 -m tools COMMAND``: the commands behind the Makefile, for those who build the school."""

import argparse
import os
import sys
from pathlib import Path

from launch.messages import in_plain_words

ROOT = Path(__file__).resolve().parent.parent

#: Command → the function that does it, and what it does.
COMMANDS = {
    "dev": ("tools.developing.run", "serve the demonstration school, and take up what changes"),
    "shell": ("tools.shell.run", "open a Python shell in the school"),
    "fmt": ("tools.formatting.run", "put the code into its form"),
    "texts": ("tools.translations.run", "gather the texts for readers into the catalogues"),
    "lock": ("tools.locks.run", "make the locks from pyproject.toml"),
    "test": ("tools.testing.run", "run the tests"),
    "unit": ("tools.testing.run_room", "run the quick tests of a room"),
    "check": ("tools.checking.run", "check style, types, architecture, scripts, migrations, translations"),
    "bench": ("tools.bench.pages.run", "measure our pages beside the floors"),
    "bench-grading": ("tools.bench.grading.run", "measure the marking of notebooks"),
    "bench-laboratory": ("tools.bench.laboratory.run", "measure what a notebook costs a reader"),
}


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="tools", description="Check, test and measure the school.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_function, what) in COMMANDS.items():
        command = commands.add_parser(name, help=what)
        if name == "dev":
            command.add_argument("--port", type=int, default=8000)
        if name in ("dev", "shell"):
            command.add_argument("--data", type=Path, default=Path("var"))
        if name == "lock":
            command.add_argument(
                "--upgrade", default="", help="packages that may get a newer version, or all"
            )
        if name == "unit":
            command.add_argument("--room", default="", help="accounts, courses, …; without it all rooms")
        if name in ("test", "unit"):
            command.add_argument("arguments", nargs="*", help="for pytest")
    options = parser.parse_args()
    return in_plain_words(lambda: _do(options))


def _do(options: argparse.Namespace) -> int:
    from launch import environment

    # Under root PostgreSQL runs as a user of its own, who cannot reach what lies in root's cache.
    environment.enter(ROOT, program="tools", lock="dev.lock", shared=os.geteuid() != 0)
    # Only the environment is sure to have Django.
    from django.utils.module_loading import import_string

    arguments = {name: value for name, value in vars(options).items() if name != "command"}
    return import_string(COMMANDS[options.command][0])(ROOT, **arguments)


if __name__ == "__main__":
    sys.exit(main())
