"""E17, worked out: respondent-driven sampling."""

import pandas as pd

people = pd.read_csv("e17_rds_demo.csv")
inverse = 1 / people["network_size"]

naive = people["no_permit"].mean()
weights = pd.DataFrame({"id": people["id"], "weight": inverse / inverse.sum()})
mean_network = len(people) / inverse.sum()
rds2 = (weights["weight"] * people["no_permit"]).sum()

recruited = people[people["is_seed"] == 0]
inverse_recruited = 1 / recruited["network_size"]
without_seeds = (inverse_recruited * recruited["no_permit"]).sum() / inverse_recruited.sum()
