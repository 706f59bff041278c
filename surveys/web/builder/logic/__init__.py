"""Logic by choosing: conditions as rows with the expression beside them, of a piece and of the whole survey."""
