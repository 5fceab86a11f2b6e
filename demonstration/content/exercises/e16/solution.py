"""Solution of exercise E16: protecting small cells."""

from itertools import combinations

import pandas as pd

table = pd.read_csv("e16_table_demo.csv", index_col=0)
people = pd.read_csv("e16_micro_demo.csv")

# Primary suppression: counts under the threshold of 5.
primary = table < 5
primary_cells = int(primary.sum().sum())

# The hidden cell of District N comes back from the published row total.
row = table.loc["District N"]
recovered_cell = int(row.sum() - row[~primary.loc["District N"]].sum())


# Complementary suppression: the fewest further cells, so that no row and no column touched holds a single hidden one.
def is_safe(hidden):
    return all(count != 1 for axis in (0, 1) for count in hidden.sum(axis=axis))


def fewest(hidden):
    visible = [(r, c) for r in table.index for c in table.columns if not hidden.loc[r, c]]
    for count in range(len(visible) + 1):
        for cells in combinations(visible, count):
            tried = hidden.copy()
            for cell in cells:
                tried.loc[cell] = True
            if is_safe(tried):
                return tried


hidden_cells = int(fewest(primary).sum().sum())

# Totals are rounded on their own, not added up from rounded cells.
rounded_total_e = int(5 * round(table.loc["District E"].sum() / 5))

# Disclosure by combination of characteristics.
all_keys = people.groupby(["district", "age", "sex", "origin"]).size()
uniques = int((all_keys == 1).sum())
k_district_sex = int(people.groupby(["district", "sex"]).size().min())
