"""Writing: a screening goes in; documents ready to be laid out come out."""
