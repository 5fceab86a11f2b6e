"""E05, worked out: intercensal net migration by survival ratios."""

import pandas as pd

cohorts = pd.read_csv("e05_bombay.csv")
start, end, s = cohorts["pop_1941"], cohorts["pop_1951"], cohorts["survival_ratio"]

forward = end - s * start
reverse = end / s - start
net_by_age = pd.DataFrame({"age_1951": cohorts["age_1951"], "forward": forward, "reverse": reverse})

forward_total = forward.sum()
reverse_total = reverse.sum()
average_total = (forward_total + reverse_total) / 2

ages_losing = cohorts.loc[forward < 0, "age_1951"].tolist()
