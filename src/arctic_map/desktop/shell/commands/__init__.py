"""What a user can do, and the menus, bars and keys that offer it."""
