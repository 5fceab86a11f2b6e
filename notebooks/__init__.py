"""The notebook laboratory: what brings Python into the reader's browser and into the grader.

This package knows nothing of Django. It gathers a pinned Python runtime (`fetch`), strips and compiles it (`slim`),
builds the static site that the browser opens (`lab`, `build`) and marks submitted notebooks in a sandbox (`grader`).
`docs/reference/notebooks.md` describes all of it.
"""
