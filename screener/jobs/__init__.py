"""Long work: an order and files go in at one process; what came of it comes out at any other, and nothing of it is readable between."""
