"""When things run, and everything that a user touches."""
