"""What changes the log's readers and the mail."""
