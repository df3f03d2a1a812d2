"""The program's options: the table, its kinds, keys, administrator policy."""
