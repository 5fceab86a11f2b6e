"""What the style page shows: the tokens of the style sheet with their contrasts, and figures of every kind."""
