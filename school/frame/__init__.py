"""What every page of the school stands in: head, navigation, foot."""
