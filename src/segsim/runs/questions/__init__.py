"""What is asked of runs, and of what is there: one command of `segsim` a file, with its tables."""
