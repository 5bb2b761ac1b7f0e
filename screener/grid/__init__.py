"""The safe reader: bytes go in; tables of text cells come out."""
