"""E07, worked out: effectiveness, intensity and redistribution of flows."""

import pandas as pd


def effectiveness(arrivals, departures):
    return 100 * (arrivals - departures).abs().sum() / (arrivals + departures).sum()


# Rows: region left. Columns: region moved to.
italy_1970 = pd.read_csv("e07_italy_1970.csv", index_col="orig")
italy_2000 = pd.read_csv("e07_italy_2000.csv", index_col="orig")
mei_1970 = effectiveness(italy_1970.sum(axis=0), italy_1970.sum(axis=1))
mei_2000 = effectiveness(italy_2000.sum(axis=0), italy_2000.sum(axis=1))

net_2000 = italy_2000.sum(axis=0) - italy_2000.sum(axis=1)
losing_2000 = net_2000[net_2000 < 0].index.tolist()

korea = pd.read_csv("e07_korea_2020.csv", index_col="region")
arrivals, departures, population = korea["in_migrants"], korea["out_migrants"], korea["population"]
cmi_korea = 100 * departures.sum() / population.sum()
mei_korea = effectiveness(arrivals, departures)
anmr_korea = 100 * 0.5 * (arrivals - departures).abs().sum() / population.sum()
assert abs(anmr_korea - cmi_korea * mei_korea / 100) < 1e-9
