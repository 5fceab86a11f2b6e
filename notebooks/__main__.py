"""`python -m notebooks build`: everything the notebook laboratory needs, or nothing if it is up to date."""

import argparse
import os
import sys
from pathlib import Path

from .errors import BuildError

PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    arguments = _parser().parse_args()
    cache = Path(arguments.cache).resolve()
    try:
        if arguments.command == "pin":
            from .build.pin import pin

            pin()
        elif arguments.command == "fetch":
            from .build.fetch import fetch

            fetch(cache)
        else:
            from .build.steps import build
            from .grader.snapshot import keep_started
            from .laboratory import runtime_folder

            out = Path(arguments.out).resolve() if arguments.out else cache / "lab"
            build(cache, out)
            keep_started(runtime_folder(out))
    except BuildError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where it stopped.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m notebooks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    default = os.environ.get("SCHOOL_CACHE") or str(PROJECT / ".cache")
    for name, text in (
        ("build", "fetch, strip and compile, build the site, compress it; nothing if it is up to date"),
        ("fetch", "only fetch the runtime's files and check them"),
        ("pin", "for maintainers: write the manifest anew"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--cache", default=default, help="where downloads are kept (SCHOOL_CACHE)")
        command.add_argument("--out", default="", help="where the site goes (default: lab in the cache)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
