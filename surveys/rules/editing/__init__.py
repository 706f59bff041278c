"""Changing a survey's JSON piece by piece: every edit takes a definition and gives another; nothing else is touched.

Pieces are addressed as findings name them, `pages[0].elements[2]`, and "" is the survey itself.
"""
