"""What a request tells about how far an answer can be relied on, without keeping who sent it."""
