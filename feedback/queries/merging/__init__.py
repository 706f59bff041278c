"""What pages ask about cases that go on in others."""
