"""A workspace's pages: a member's request goes in; what the workspace keeps, and what may be done with it, comes out."""
