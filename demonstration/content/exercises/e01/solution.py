"""E01, worked out: shares, female share and growth of the migrant stock."""

import math

import pandas as pd

stock = pd.read_csv("e01_stock.csv", index_col="iso3")

share_civ = 100 * stock.loc["CIV", "ims_total_2020"] / stock.loc["CIV", "population_2020"]
female_tcd = 100 * stock.loc["TCD", "ims_female_2020"] / stock.loc["TCD", "ims_total_2020"]
growth_uga = 100 * math.log(stock.loc["UGA", "ims_total_2020"] / stock.loc["UGA", "ims_total_2010"]) / 10
pooled_share = 100 * stock["ims_total_2020"].sum() / stock["population_2020"].sum()
