"""Inputs by the thousand, made from good and hostile ones by breaking them. `make fuzz`."""
