# E07, worked out: effectiveness, intensity and redistribution of flows.

effectiveness <- function(arrivals, departures) {
  100 * sum(abs(arrivals - departures)) / sum(arrivals + departures)
}

# Rows: region left. Columns: region moved to.
italy_1970 <- as.matrix(read.csv("e07_italy_1970.csv", row.names = "orig", check.names = FALSE))
italy_2000 <- as.matrix(read.csv("e07_italy_2000.csv", row.names = "orig", check.names = FALSE))
mei_1970 <- effectiveness(colSums(italy_1970), rowSums(italy_1970))
mei_2000 <- effectiveness(colSums(italy_2000), rowSums(italy_2000))

net_2000 <- colSums(italy_2000) - rowSums(italy_2000)
losing_2000 <- colnames(italy_2000)[net_2000 < 0]

korea <- read.csv("e07_korea_2020.csv")
cmi_korea <- 100 * sum(korea$out_migrants) / sum(korea$population)
mei_korea <- effectiveness(korea$in_migrants, korea$out_migrants)
anmr_korea <- 100 * 0.5 * sum(abs(korea$in_migrants - korea$out_migrants)) / sum(korea$population)
stopifnot(abs(anmr_korea - cmi_korea * mei_korea / 100) < 1e-9)
