"""The writers of human decisions, each with its history."""
