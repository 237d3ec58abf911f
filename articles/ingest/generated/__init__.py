"""A chronology and its articles made up by chance, seeded: to see how the site bears a size that nobody has curated yet.

``vocabulary`` the words, ``world`` who and what there is, ``prose`` articles about it, ``rows`` writing in bulk,
``generate`` the whole.
"""
