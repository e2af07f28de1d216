"""From settings to finished runs: how long they take, whether they fit, one here or many side by side."""
