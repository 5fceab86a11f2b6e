"""Runs a submitted notebook in a sandbox and takes the values of named variables out of it.

    grade(notebook, [{"e01_stock.csv": b"…"}, {"e01_stock.csv": b"…"}], ["share_civ"], laboratory=settings.LAB_ROOT)

One Deno process for one notebook, with everything denied but reading the runtime's folder, a compile cache of its own that
is thrown away, a cap on the memory of WebAssembly, and from outside a limit on the clock, the processor, the memory and the
output. Whatever the notebook does, the answer is a `GradeResult`: a refusal has a name in it and nothing is raised.

**No verdict comes out of the sandbox, and none may be read into what comes out.** Inside it the language is no boundary: a
determined trainee reaches JavaScript from Python and can write any result line. So the sandbox never sees what is expected,
gives out plain data alone, and the caller compares. Who forges the line has only typed the answers, as everybody may.

**A hidden data set is not in the sandbox before it is due.** The process runs the notebook beside the first data set and
writes its line; only when the host has taken that line does it send the second set, with a token that nobody could know
before, and so on. So nothing of a hidden set reaches an earlier line, and no line can be written ahead.

`keep_warm` makes a pool of sandboxes that have started ahead of their notebook (`notebooks/grader/pool.py`).
"""

from .limits import Limits
from .pool import Pool, keep_warm
from .result import Failure, GradeResult, Refusal, Run
from .sandbox import grade
from .series import Series

__all__ = ["Failure", "GradeResult", "Limits", "Pool", "Refusal", "Run", "Series", "grade", "keep_warm"]
