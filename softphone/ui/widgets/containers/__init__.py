"""Cards, columns, banners, tiles, toasts."""
