"""Solution of exercise E03: structure of a refugee population."""

import pandas as pd

refugees = pd.read_csv("e03_refugees_age_sex_2025.csv").set_index("coa_iso")
uga, tcd = refugees.loc["UGA"], refugees.loc["TCD"]


def known(row):
    """Refugees whose age and sex are known: the base of every percentage."""
    return row.f_total + row.m_total


def under_18(row):
    groups = ["0_4", "5_11", "12_17"]
    return sum(row[f"{sex}_{group}"] for sex in "fm" for group in groups)


def adults(row):
    return row.f_18_59 + row.m_18_59


def older(row):
    return row.f_60 + row.m_60


height_adults_uga = adults(uga) / 42
female_uga = 100 * uga.f_total / known(uga)
under18_uga = 100 * under_18(uga) / known(uga)
sex_ratio_uga = 100 * uga.m_18_59 / uga.f_18_59
under18_tcd = 100 * under_18(tcd) / known(tcd)
dependency_tcd = 100 * (under_18(tcd) + older(tcd)) / adults(tcd)
coverage_tcd = 100 * known(tcd) / tcd.total
