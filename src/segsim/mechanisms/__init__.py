"""How it works: one economist's question a file. Mechanisms never import one another; they meet in the tables."""
