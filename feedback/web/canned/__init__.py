"""Ready answers: chosen at a case, kept on a page of their own."""
