"""Writing into a user's files: nothing is ever lost."""
