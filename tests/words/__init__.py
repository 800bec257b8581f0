"""The words that reach a prospect."""
