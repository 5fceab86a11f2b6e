# E04, worked out: net migration as a residual of the balancing equation.

parts <- read.csv("e04_alabama_components.csv")

growth <- parts$pop_1970 - parts$pop_1960
increase <- parts$births_1960_70 - parts$deaths_1960_70

net_by_group <- data.frame(group = parts$group, sex = parts$sex, net = growth - increase)
net_total <- sum(net_by_group$net)

start <- sum(parts$pop_1960)
end <- sum(parts$pop_1970)
net_rate <- 1000 * net_total / (10 * (start + end) / 2)

# If the census of 1970 missed two of every hundred persons, those counted are 98 per cent of the population.
undercount_effect <- end / (1 - 0.02) - end
