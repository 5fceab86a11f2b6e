"""The languages of the school: what a sentence needs of them, their numbers, and page trees in step."""
