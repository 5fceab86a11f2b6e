"""The packages that a notebook in Python may import."""

#: In the memory from which Python begins, in the browser and in the grader.
USUAL = ("numpy", "pandas")
#: Loaded when a notebook asks for them. matplotlib could not be in that memory: its extension needs a running Python.
ON_DEMAND = ("matplotlib", "scipy", "seaborn")
#: Of these, what few notebooks import: kept for offline only with one that does.
RARE = ("scipy", "seaborn")
OFFERED = (*USUAL, *ON_DEMAND)
