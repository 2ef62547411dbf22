"""What leaves a page as a file. Rows in, bytes out."""
