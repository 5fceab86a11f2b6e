"""The kinds of what is asked: questions of a quiz, named answers of a notebook. One module each."""
