"""Random surveys and random answers over the whole site."""
