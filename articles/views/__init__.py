"""What readers see: find, ask, render."""
