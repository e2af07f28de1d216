"""Nothing about labour: typed tables, documented parameters, declared steps, random streams, compiled kernels."""
