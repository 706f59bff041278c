"""Telling people and programs: the event log, its readers, and what is sent."""
