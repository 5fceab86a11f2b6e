# E17, worked out: respondent-driven sampling.

people <- read.csv("e17_rds_demo.csv")
inverse <- 1 / people$network_size

naive <- mean(people$no_permit)
weights <- data.frame(id = people$id, weight = inverse / sum(inverse))
mean_network <- nrow(people) / sum(inverse)
rds2 <- sum(weights$weight * people$no_permit)

recruited <- people[people$is_seed == 0, ]
inverse_recruited <- 1 / recruited$network_size
without_seeds <- sum(inverse_recruited * recruited$no_permit) / sum(inverse_recruited)
