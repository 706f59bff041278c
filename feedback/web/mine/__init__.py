"""The pages of somebody with several cases."""
