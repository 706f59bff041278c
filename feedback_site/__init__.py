"""The composition root: settings, routes and the places where the apps meet."""
