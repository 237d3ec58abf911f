"""The writer of human decisions: accept, refuse, correct, lock, merge, undo. Each verb is one transaction and is logged."""
