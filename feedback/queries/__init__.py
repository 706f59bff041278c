"""What screens, figures and readers ask of the inbox."""
