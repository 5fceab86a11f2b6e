"""Marking: what came out of a notebook or a form is compared with what is expected. Nothing here writes to the database."""
