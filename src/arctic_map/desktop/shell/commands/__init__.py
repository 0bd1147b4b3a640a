"""The commands of the app, and the menus, bars and shortcuts for them."""
