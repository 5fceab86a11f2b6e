"""What pages and files need on their way to a browser, whatever room they are of."""
