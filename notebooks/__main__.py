"""`python -m notebooks build`: everything the notebook laboratory needs, or nothing if it is up to date."""

import argparse
import sys

from .cache import Entries, Store, folder
from .cache.age import prune
from .errors import BuildError
from .laboratory import LABORATORY, PROJECT, runtime_folder


def main() -> int:
    arguments = _parser().parse_args()
    try:
        if arguments.command == "pin":
            from .build.pin import pin

            pin()
        else:
            _build(Store(folder(PROJECT)), only_fetch=arguments.command == "fetch")
    except BuildError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where it stopped.", file=sys.stderr)
        return 130
    return 0


def _build(store: Store, *, only_fetch: bool) -> None:
    if only_fetch:
        from .build.fetch import fetch

        with store.draft() as workshop:
            fetch(store, workshop)
        return
    from .build.steps import build
    from .grader.snapshot import keep_started

    site = build(store)
    keep_started(runtime_folder(site), store)
    Entries(store).point(LABORATORY, site)
    prune(store)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m notebooks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("build", "fetch, strip and compile, build the site, compress it; nothing if it is up to date"),
        ("fetch", "only fetch the runtime's files and check them"),
        ("pin", "for maintainers: write the manifest anew"),
    ):
        commands.add_parser(name, help=text)
    return parser


if __name__ == "__main__":
    sys.exit(main())
