"""The HTML of activities, to be put into a page of another room, and of notebooks that were handed in."""
