"""E15, worked out: a model migration schedule and its fit to Brazil."""

from itertools import product

import numpy as np
import pandas as pd


def curves(x, alpha1, alpha2, mu2, lambda2):
    """The three curves of the schedule, each to be multiplied by its level."""
    childhood = np.exp(-alpha1 * x)
    labour = np.exp(-alpha2 * (x - mu2) - np.exp(-lambda2 * (x - mu2)))
    return np.column_stack([childhood, labour, np.ones_like(childhood)])


p = pd.read_csv("e15_schedule.csv", index_col="parameter")["value"]
ages = np.arange(0, 91)
levels = np.array([p["a1"], p["a2"], p["c"]])
schedule = curves(ages, p["alpha1"], p["alpha2"], p["mu2"], p["lambda2"]) @ levels

peak = int(ages[schedule.argmax()])
before_peak = ages < peak
low_point = int(ages[before_peak][schedule[before_peak].argmin()])
labour_shift = peak - low_point
gmr = schedule.sum()

brazil = pd.read_csv("e15_brazil_2000.csv")
closed = brazil[brazil["age"] < 85]  # the open group has no middle
x = closed["age"].to_numpy() + 2.5
y = (closed["migrants"] / closed["population"]).to_numpy()


def fit(x, y):
    """The best shape on the grid, with its levels by least squares."""
    best = None
    grid = product(
        [0.02, 0.04, 0.06, 0.08, 0.10],
        [0.05, 0.06, 0.07, 0.08, 0.09, 0.10],
        [17, 18, 19, 20, 21, 22, 23, 24, 25],
        [0.15, 0.20, 0.25, 0.30, 0.40],
    )
    for shape in grid:
        columns = curves(x, *shape)
        levels = np.linalg.lstsq(columns, y, rcond=None)[0]
        error = ((columns @ levels - y) ** 2).sum()
        if best is None or error < best[0]:
            best = (error, shape, levels)
    return best[1:]


shape, levels_found = fit(x, y)
fitted = curves(x, *shape) @ levels_found
mape = 100 * np.mean(np.abs(fitted - y) / y)

fine = np.arange(10, 60, 0.1)
fit_peak = fine[(curves(fine, *shape) @ levels_found).argmax()]
fitted = fitted.tolist()
