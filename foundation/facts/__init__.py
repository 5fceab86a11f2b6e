"""Facts that are real and that the school stands on: countries, communities, figures, taxonomy, glossary, as plain files."""
