"""What starts the school: from a bare Python to a served site. Standard library only, until the set-up is done."""
