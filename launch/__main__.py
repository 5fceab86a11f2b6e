"""``python3 -m launch run|prepare``: serve the demonstration school, or make everything ready for a start in production."""

import argparse
import sys
from pathlib import Path

from launch.messages import in_plain_words

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="launch", description="Set up and start the school.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="serve the demonstration school")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--data", type=Path, default=Path("var"))
    run.add_argument("--ready-file", type=Path, help="write the addresses here once the site answers")
    commands.add_parser("prepare", help="bring everything up to date, for a start of your own in production")
    options = parser.parse_args()
    return in_plain_words(lambda: _do(options))


def _do(options: argparse.Namespace) -> int:
    from launch import environment

    # What is served for months has packages of its own.
    environment.enter(ROOT, program="launch", lock="base.lock", shared=options.command == "run")
    if options.command == "run":
        from launch import serve

        return serve.run(ROOT, options.port, options.data, options.ready_file)
    from launch import prepare

    return prepare.everything(ROOT)


if __name__ == "__main__":
    sys.exit(main())
