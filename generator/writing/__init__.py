"""Every change on the disk goes through here: user files by one door, made folders by another."""
