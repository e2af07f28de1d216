"""How the first month's state is made: cities, chains, firms, workers, and the outside series."""
