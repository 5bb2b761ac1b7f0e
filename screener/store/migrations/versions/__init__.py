"""One file for each step; its number says its place."""
