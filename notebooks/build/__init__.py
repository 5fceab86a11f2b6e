"""Builds the laboratory: fetches the pinned runtime, strips and compiles it, makes the site that browsers open, compresses it.

`steps.build` does all of it; each other file is one step. `inside/` is what runs inside Pyodide meanwhile.
"""
