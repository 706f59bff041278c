"""Rules are saved, fire on what happens and after a time, and write down why."""
