"""The program's options in force."""
