"""Written forms of what the pages say: each module takes contents (``articles.models.contents``) and yields text."""
