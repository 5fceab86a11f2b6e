# E08, worked out: age-specific and standardised migration intensity.

ages <- read.csv("e08_bra_fra.csv")
rate_bra <- ages$migrants_BRA2000 / ages$population_BRA2000
rate_fra <- ages$migrants_FRA2006 / ages$population_FRA2006
rates <- data.frame(age = ages$age, bra = 100 * rate_bra, fra = 100 * rate_fra)

structure_bra <- ages$population_BRA2000 / sum(ages$population_BRA2000)
structure_fra <- ages$population_FRA2006 / sum(ages$population_FRA2006)
standard <- (structure_bra + structure_fra) / 2

cmi_bra <- 100 * sum(ages$migrants_BRA2000) / sum(ages$population_BRA2000)
std_bra <- 100 * sum(rate_bra * standard)
std_fra <- 100 * sum(rate_fra * standard)
gmr_fra <- 5 * sum(rate_fra)
peak_bra <- ages$age[which.max(rate_bra)]
peak_fra <- ages$age[which.max(rate_fra)]
