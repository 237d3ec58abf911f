"""Fetching of addresses, off unless ``FETCHING`` is on, and never by a web process.

``addresses`` says which addresses may be asked, ``networks`` which machines, ``client`` asks one of them once, ``robots`` and
``pace`` keep to what the host wishes, ``visitor`` follows redirects with all of them, ``rows`` keeps what came of it. What was
fetched waits, like a page that an editor uploaded, until ``ingest --pending`` reads it.
"""
