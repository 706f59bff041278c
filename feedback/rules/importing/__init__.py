"""What the exports of other systems hold, and what of it a case here takes over."""
