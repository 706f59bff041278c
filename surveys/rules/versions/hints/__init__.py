"""What each kind of hint looks at; `lint` puts them together."""
