"""Disk to model: the only room that opens users' files."""
