"""What the product costs, measured here and now, beside what its peers cost on the same machine in the same minutes."""
