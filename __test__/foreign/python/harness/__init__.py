"""What the suites of both Python clients share."""
