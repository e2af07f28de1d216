"""Where do runs lie, which is meant by a name, and by which hashes is one used again?"""
