"""``python3 -m school.launch run|prepare|test|check|bench|bench-grading|bench-laboratory``: the commands behind the Makefile, and the one for production."""

import argparse
import sys
from pathlib import Path

from school.launch.plain import Trouble, explain

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(prog="school.launch", description="Set up and start the school.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="serve the demonstration school")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--data", type=Path, default=Path("var"))
    run.add_argument("--ready-file", type=Path, help="write the addresses here once the site answers")
    commands.add_parser("prepare", help="bring everything up to date, for a start of your own in production")
    test = commands.add_parser("test", help="run the tests")
    test.add_argument("arguments", nargs="*")
    commands.add_parser("check", help="check style, types, architecture, migrations, translations")
    commands.add_parser("bench", help="measure our pages beside the floors")
    commands.add_parser("bench-grading", help="measure the marking of notebooks")
    commands.add_parser("bench-laboratory", help="measure what a notebook costs a reader")
    options = parser.parse_args()
    try:
        from school.launch import environment

        environment.enter(ROOT, development=options.command not in ("run", "prepare"))
        if options.command == "run":
            from school.launch import serve

            return serve.run(ROOT, options.port, options.data, options.ready_file)
        if options.command == "prepare":
            from school.launch import prepare

            return prepare.everything(ROOT)
        if options.command == "test":
            from school.launch import testing

            return testing.run(ROOT, options.arguments)
        if options.command == "check":
            from school.launch import checking

            return checking.run(ROOT)
        if options.command == "bench-grading":
            from school.launch import bench_grading

            return bench_grading.run(ROOT)
        if options.command == "bench-laboratory":
            from school.launch import bench_laboratory

            return bench_laboratory.run(ROOT)
        from school.launch import bench

        return bench.run(ROOT)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{explain(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
