"""Which story, which event, which date: what extraction's records mean against what we know."""
