"""Labels that elide, wrap, or carry an icon."""
