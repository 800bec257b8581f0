"""What things are: the frozen values that every room speaks in."""
