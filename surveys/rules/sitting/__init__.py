"""Answering page by page: what a page brings, what remains, and how it reads."""
