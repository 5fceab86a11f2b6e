# Solution of exercise E14: the cost of sending 200 dollars.

services <- read.csv("e14_remittance_demo.csv", row.names = "service")

fee <- services$fee_usd / services$amount_usd
margin <- (services$fx_interbank - services$fx_applied) / services$fx_interbank
services$cost <- 100 * (fee + margin)

cost_bank_a <- services["Bank A", "cost"]
corridor_average <- mean(services$cost)
smart_average <- mean(head(sort(services$cost[services$qualifies_smart == 1]), 3))
gap_to_target <- corridor_average - 3

# Context: 100 million dollars sent to Sub-Saharan Africa at the average of 2023 instead of 3 per cent.
context <- read.csv("e14_context.csv", row.names = "region")
saving <- 100e6 * (context["Sub-Saharan Africa", "average_cost"] - 3) / 100
