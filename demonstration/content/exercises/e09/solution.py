"""E09, worked out: how many persons were never seen."""

import math

import pandas as pd

seen = pd.read_csv("e09_netherlands.csv")
times, persons = seen["times_registered"], seen["persons"]
f1, f2 = persons[times == 1].sum(), persons[times == 2].sum()

registered = persons.sum()
registrations = (times * persons).sum()

chao = registered + f1**2 / (2 * f2)
zelterman = registered / (1 - math.exp(-2 * f2 / f1))

# The rate whose mean, without the zeros, is the mean that was seen: found by halving an interval.
mean_seen = registrations / registered
low, high = 1e-9, mean_seen
for _ in range(100):
    middle = (low + high) / 2
    if middle / (1 - math.exp(-middle)) < mean_seen:
        low = middle
    else:
        high = middle
ztp_rate = (low + high) / 2
ztp = registered / (1 - math.exp(-ztp_rate))

published_range = [min(chao, zelterman, ztp), max(chao, zelterman, ztp)]

lists = pd.read_csv("e09_lists.csv", index_col="list")["persons"]


def chapman_of(n1, n2, m):
    return (n1 + 1) * (n2 + 1) / (m + 1) - 1


n1, n2, m = lists["clinic"], lists["food"], lists["both"]
chapman = chapman_of(n1, n2, m)
chapman_se = math.sqrt((n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) ** 2 * (m + 2)))
chapman_missed = chapman_of(n1, n2, math.floor(0.8 * m))
