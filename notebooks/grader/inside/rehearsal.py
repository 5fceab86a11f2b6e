"""What notebooks usually do.

A sandbox runs it before its memory is kept, so that what Python and the packages put off until their first use is in there; and
again while it waits, so that the engine has made ready what it needs. Nothing of it stays in sight of a notebook.
"""

import math
from pathlib import Path

import numpy as np
import pandas as pd

text = "iso3,year,people,share\nCIV,2010,1,0.5\nTCD,2020,2,1.5\nUGA,2020,3,\n"
file = Path("rehearsal.csv")
file.write_text(text)
stock = pd.read_csv("rehearsal.csv", dtype={"iso3": str})
by_country = pd.read_csv("rehearsal.csv", index_col="iso3")
file.unlink()
share = 100 * by_country.loc["CIV", "people"] / by_country["people"].sum()
stock["rate"] = (100 * stock["people"] / stock["share"]).round(1)
recent = stock[(stock["year"] > 2010) & stock["rate"].notna()].sort_values("rate").reset_index(drop=True)
shares = stock.groupby("year")["share"].mean()
sizes = stock.groupby(["year", "iso3"]).agg({"people": "sum"})
wide = stock.pivot_table(index="iso3", columns="year", values="people", aggfunc="sum", fill_value=0)
merged = stock.merge(recent, on="iso3", how="left").assign(net=lambda t: t["people_x"].fillna(0))
added = pd.DataFrame({"name": wide.index, "sum": wide.sum(axis=1).to_numpy()}).set_index("name")
numbers = np.array([1.0, 2.0, 4.0])
growth = math.log(float(np.average(numbers, weights=numbers))) + (numbers @ numbers) ** 0.5
total = float(added["sum"].sum()) + growth + stock["people"].describe()["mean"]
shown = [stock.head().to_string(), stock._repr_html_(), repr(shares), f"{total:,.1f}", str(added.idxmax())]
