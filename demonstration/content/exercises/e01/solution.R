# E01, worked out: shares, female share and growth of the migrant stock.

stock <- read.csv("e01_stock.csv", row.names = "iso3")

share_civ <- 100 * stock["CIV", "ims_total_2020"] / stock["CIV", "population_2020"]
female_tcd <- 100 * stock["TCD", "ims_female_2020"] / stock["TCD", "ims_total_2020"]
growth_uga <- 100 * log(stock["UGA", "ims_total_2020"] / stock["UGA", "ims_total_2010"]) / 10
pooled_share <- 100 * sum(stock$ims_total_2020) / sum(stock$population_2020)
