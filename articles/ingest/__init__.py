"""The writers of machine-made rows: articles, texts, mentions, stories, proposals."""
