"""What a school has on its first day: languages, first pages, roles, and the facts that all of them stand on."""
