"""E11, worked out: design effect, precision and sample size for a rare group."""

import math

import pandas as pd

stock = pd.read_csv("e11_stock.csv", index_col="iso3")
p = stock["ims_total_2020"] / stock["population_2020"]
survey = pd.read_csv("e11_survey.csv")
n, b, rho = survey.loc[0, ["persons", "per_cluster", "rho"]]
strata = pd.read_csv("e11_strata.csv")
weights = strata["weight"].repeat(strata["persons"])


def sample_size(share, cv=0.10):
    return deff * (1 - share) / (share * cv**2)


deff = 1 + (b - 1) * rho
cv_gha = 100 * math.sqrt(deff * p["GHA"] * (1 - p["GHA"]) / n) / p["GHA"]
n_gha = sample_size(p["GHA"])
n_bwa = sample_size(p["BWA"])
kish = len(weights) * (weights**2).sum() / weights.sum() ** 2
