"""The assets: each a few lines over a function that a test can call without Dagster."""
