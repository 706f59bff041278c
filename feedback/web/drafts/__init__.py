"""What the desk keeps and tells while somebody writes."""
