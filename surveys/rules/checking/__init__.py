"""The checks of answers: bounds, patterns, validators, requirements."""
