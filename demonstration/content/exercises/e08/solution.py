"""E08, worked out: age-specific and standardised migration intensity."""

import pandas as pd

ages = pd.read_csv("e08_bra_fra.csv", index_col="age")
moved = ages[["migrants_BRA2000", "migrants_FRA2006"]].set_axis(["bra", "fra"], axis=1)
people = ages[["population_BRA2000", "population_FRA2006"]].set_axis(["bra", "fra"], axis=1)

rate = moved / people
rates = (100 * rate).reset_index()

structure = people / people.sum()
standard = structure.mean(axis=1)

crude = 100 * moved.sum() / people.sum()
standardised = 100 * rate.mul(standard, axis=0).sum()
gmr = 5 * rate.sum()
peak = rate.idxmax()

cmi_bra = crude["bra"]
std_bra = standardised["bra"]
std_fra = standardised["fra"]
gmr_fra = gmr["fra"]
peak_bra = peak["bra"]
peak_fra = peak["fra"]
