# E11, worked out: design effect, precision and sample size for a rare group.

stock <- read.csv("e11_stock.csv")
p <- setNames(stock$ims_total_2020 / stock$population_2020, stock$iso3)
survey <- read.csv("e11_survey.csv")
n <- survey$persons[1]
b <- survey$per_cluster[1]
rho <- survey$rho[1]
strata <- read.csv("e11_strata.csv")
weights <- rep(strata$weight, strata$persons)

sample_size <- function(share, cv = 0.10) deff * (1 - share) / (share * cv^2)

deff <- 1 + (b - 1) * rho
cv_gha <- 100 * sqrt(deff * p[["GHA"]] * (1 - p[["GHA"]]) / n) / p[["GHA"]]
n_gha <- sample_size(p[["GHA"]])
n_bwa <- sample_size(p[["BWA"]])
kish <- length(weights) * sum(weights^2) / sum(weights)^2
