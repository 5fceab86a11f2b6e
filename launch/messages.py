"""What the person at the keyboard is told: what happens now, what went wrong and what to do."""

import errno
import sys
from collections.abc import Callable


class Trouble(Exception):
    """Something that the person at the keyboard can mend; the message says how."""


def explain(error: OSError) -> str:
    """A sentence for an error of the operating system."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"The disk is full{where}. Free some space (about 2 GB are needed) and run the same command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This folder cannot be written to{where}. Change its permissions, or give another one with DATA=…"
    return f"The operating system refused: {error.strerror or error}{where}."


def say(text: str) -> None:
    """Tell the person at the keyboard what happens now."""
    print(text, flush=True)


def in_plain_words(command: Callable[[], int]) -> int:
    """Run a command; what it cannot do is told without a traceback. Returns the exit status."""
    try:
        return command()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{explain(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
