"""The main window: layout, menu, toolbar, banners, status line."""
