"""Buttons, switches, boxes, sliders."""
