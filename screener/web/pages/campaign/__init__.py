"""A campaign's pages: the files of one go in; the check, the second person's view, the letters and the tracker come out."""
