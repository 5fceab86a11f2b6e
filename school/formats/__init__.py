"""How dates and numbers are written where Django's own formats differ from what the school's texts and tables use."""
