# E05, worked out: intercensal net migration by survival ratios.

cohorts <- read.csv("e05_bombay.csv")
start <- cohorts$pop_1941
end <- cohorts$pop_1951
s <- cohorts$survival_ratio

forward <- end - s * start
reverse <- end / s - start
net_by_age <- data.frame(age_1951 = cohorts$age_1951, forward = forward, reverse = reverse)

forward_total <- sum(forward)
reverse_total <- sum(reverse)
average_total <- (forward_total + reverse_total) / 2

ages_losing <- cohorts$age_1951[forward < 0]
