"""A personal playbook: whom to contact, when, by which channel, with which words, and why."""
