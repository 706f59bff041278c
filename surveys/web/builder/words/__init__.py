"""Texts by language as files, for translators."""
