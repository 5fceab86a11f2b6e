"""``python3 -m tools test|check|bench|bench-grading|bench-laboratory``: the commands behind the Makefile, for those who build the school."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from launch.messages import in_plain_words

ROOT = Path(__file__).resolve().parent.parent

#: Command → the module that does it, and what it does.
COMMANDS = {
    "test": ("tools.testing", "run the tests"),
    "check": ("tools.checking", "check style, types, architecture, migrations, translations"),
    "bench": ("tools.bench.pages", "measure our pages beside the floors"),
    "bench-grading": ("tools.bench.grading", "measure the marking of notebooks"),
    "bench-laboratory": ("tools.bench.laboratory", "measure what a notebook costs a reader"),
}


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="tools", description="Check, test and measure the school.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_module, what) in COMMANDS.items():
        command = commands.add_parser(name, help=what)
        if name == "test":
            command.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    return in_plain_words(lambda: _do(options))


def _do(options: argparse.Namespace) -> int:
    from launch import environment

    environment.enter(ROOT, program="tools", lock="dev.lock")
    module, _what = COMMANDS[options.command]
    arguments = [options.arguments] if options.command == "test" else []
    return import_module(module).run(ROOT, *arguments)


if __name__ == "__main__":
    sys.exit(main())
