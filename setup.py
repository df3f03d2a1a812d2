"""Packages: found by themselves; the folders at the top travel inside the package."""

from setuptools import find_packages, setup

OURS = find_packages(include=["softphone", "softphone.*"])
setup(packages=[*OURS, "softphone.resources", "softphone.translations"])
