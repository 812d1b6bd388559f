"""Commands of python -m training, a module a group."""
