"""The survey builder: one screen, plain forms, and the edits they ask for."""
