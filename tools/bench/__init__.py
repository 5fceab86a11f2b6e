"""What the school costs: its pages, the marking of notebooks, the laboratory in the browser."""
