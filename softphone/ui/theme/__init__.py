"""Colours, icons and style sheets, made from resources/tokens.json."""
