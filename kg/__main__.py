"""`python -m kg`: the same as `kg`."""

from kg.cli import app

app(prog_name="kg")
