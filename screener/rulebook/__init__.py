"""The rulebook: the files of `rules/` go in; a frozen, dated, hashed Rulebook comes out."""
