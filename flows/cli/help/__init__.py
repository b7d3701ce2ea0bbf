"""What every command says of itself: examples, names of its arguments, what the shell completes."""
