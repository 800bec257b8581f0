"""One short file per verb, each with a click command named `command`."""
