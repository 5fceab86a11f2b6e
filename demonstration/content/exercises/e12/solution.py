"""E12, worked out: from two stocks to flows."""

import numpy as np
import pandas as pd

# Rows: place of birth. Columns: place of residence.
first = pd.read_csv("e12_abel_s1.csv", index_col=0)
second = pd.read_csv("e12_abel_s2.csv", index_col=0)


def account(before, after):
    """The moves of the people born in one place: rows left, columns moved to."""
    stayers = np.minimum(before, after)
    leave, arrive = before - stayers, after - stayers
    moves = 1 - np.eye(len(before))
    for _ in range(200):
        rows = moves.sum(axis=1)
        moves *= np.divide(leave, rows, out=np.zeros_like(rows), where=rows > 0)[:, None]
        columns = moves.sum(axis=0)
        moves *= np.divide(arrive, columns, out=np.zeros_like(columns), where=columns > 0)
    return moves


total = sum(account(first.loc[b].to_numpy(), second.loc[b].to_numpy()) for b in first.index)
matrix = pd.DataFrame(total, index=first.index, columns=first.columns)
flows = pd.DataFrame(
    [(i, j, matrix.loc[i, j]) for i in matrix.index for j in matrix.columns if i != j],
    columns=["orig", "dest", "flow"],
)
total_flow = matrix.to_numpy().sum()
a_to_c = matrix.loc["A", "C"]
net_b = matrix["B"].sum() - matrix.loc["B"].sum()
# The account closes: in minus out is the change of the column total.
assert np.allclose(matrix.sum(axis=0) - matrix.sum(axis=1), second.sum() - first.sum())

stock_2010 = pd.read_csv("e12_west_africa_2010.csv", index_col="from")
stock_2020 = pd.read_csv("e12_west_africa_2020.csv", index_col="from")
change = stock_2020 - stock_2010
drop_negative = change.clip(lower=0).to_numpy().sum()
reverse_negative = change.abs().to_numpy().sum()
carried_forward = [
    f"{born}-{living}"
    for born in change.index
    for living in change.columns
    if born != living and change.loc[born, living] == 0
]
