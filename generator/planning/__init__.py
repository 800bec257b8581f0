"""Model to model: standing, windows, choice, placement and rules. Pure: no disk, no clock."""
