"""E06, worked out: lifetime migration from a place-of-birth matrix."""

import numpy as np
import pandas as pd

# Rows: governorate of birth. Columns: governorate in which the person was counted.
born = pd.read_csv("e06_uar1960.csv", index_col=0)

stayed = pd.Series(np.diag(born), index=born.index)
arrived = born.sum(axis=0) - stayed
left = born.sum(axis=1) - stayed

lifetime = pd.DataFrame(
    {
        "governorate": born.index,
        "in_migrants": arrived.to_numpy(),
        "out_migrants": left.to_numpy(),
        "net": (arrived - left).to_numpy(),
    }
)
cairo_in = arrived["Cairo"]
cairo_net = arrived["Cairo"] - left["Cairo"]
menoufia_net = arrived["Menoufia"] - left["Menoufia"]
intensity = 100 * arrived.sum() / born.to_numpy().sum()
