"""E02, worked out: citizenship, country of birth and two residence rules."""

import pandas as pd

people = pd.read_csv("e02_people_demo.csv", index_col="id")

born_abroad = people["country_of_birth"] != "QMA"
months = people["months_since_arrival"]

foreign_born = int(born_abroad.sum())
foreign_citizens = int((people["citizenship"] != "QMA").sum())
foreign_born_12m = int((born_abroad & (months >= 12)).sum())
foreign_born_6m = int((born_abroad & (months > 6)).sum())
