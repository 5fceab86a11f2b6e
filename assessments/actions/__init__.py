"""The verbs of the examination office."""
