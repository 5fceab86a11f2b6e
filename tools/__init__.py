"""What those who build the school need: checks, tests, benches, catalogues, recordings. Nothing that runs the school imports it."""
