"""The notebook laboratory: what brings Python into the reader's browser and into the grader.

This package knows nothing of Django. It gathers a pinned Python runtime, strips and compiles it, and makes the static
site that the browser opens (`build`, with what of ours runs there in `browser`); and it marks submitted notebooks in a sandbox (`grader`).
`docs/reference/notebooks.md` describes all of it.
"""
