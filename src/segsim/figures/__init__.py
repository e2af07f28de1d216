"""Pictures from recorded results; the only part that imports matplotlib."""
