"""The page of somebody's hours and absences."""
