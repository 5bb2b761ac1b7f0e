"""The page: documents go in; HTML, PDF, workbooks and tables come out. It knows nothing of the program that fills them."""
