"""Solution of exercise E14: the cost of sending 200 dollars."""

import pandas as pd

services = pd.read_csv("e14_remittance_demo.csv").set_index("service")

fee = services.fee_usd / services.amount_usd
margin = (services.fx_interbank - services.fx_applied) / services.fx_interbank
services["cost"] = 100 * (fee + margin)

cost_bank_a = services.loc["Bank A", "cost"]
corridor_average = services["cost"].mean()
smart_average = services.loc[services.qualifies_smart == 1, "cost"].nsmallest(3).mean()
gap_to_target = corridor_average - 3

# Context: 100 million dollars sent to Sub-Saharan Africa at the average of 2023 instead of 3 per cent.
context = pd.read_csv("e14_context.csv").set_index("region")
saving = 100_000_000 * (context.loc["Sub-Saharan Africa", "average_cost"] - 3) / 100
