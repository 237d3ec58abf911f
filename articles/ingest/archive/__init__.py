"""The whole content as files, and back: any database's content goes into any other, whatever its kind."""

from .loading import Loaded, load_set
from .reading import BadSet
from .writing import Exported, export_set

__all__ = ["BadSet", "Exported", "Loaded", "export_set", "load_set"]
