"""What people may ask of what we keep about them: to read it, to have it, to have it erased."""
