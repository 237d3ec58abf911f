"""The editors' rooms: the plain Django admin, well kept."""
