"""What `startproject` writes: the ground that the floor and the peer stand on."""
