"""Text in, records out.

Everything here is pure: no Django, no clock, no network, no settings. What cannot be known is ``None``.
"""
