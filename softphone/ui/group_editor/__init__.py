"""The window "Assistenzfunktion bearbeiten": a form over one leader's settings, saved by `actions.editor`."""
