"""What screens and other rooms ask of the database."""
