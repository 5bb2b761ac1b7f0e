"""Long work: an order and files go in at one process; what came of it comes out at another, unreadable in between."""
