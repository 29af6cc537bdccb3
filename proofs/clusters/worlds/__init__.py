"""Arrays and examples in which the statements of the clusters paper are decided."""
