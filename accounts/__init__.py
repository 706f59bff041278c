"""Who: people, roles, invitations, sessions and tokens."""
