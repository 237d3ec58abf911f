"""The sources of an event for reference managers: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from articles.models.contents import Contents

from .documents import dumps
from .view import View, plain, safe_link

LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def one_line(text: str) -> str:
    """The text without line breaks, tabs and controls: every one of these formats is a format of lines."""
    return " ".join(plain(text).split())


def in_latex(text: str) -> str:
    """``Ross & Co {1}`` → ``Ross \\& Co \\{1\\}``."""
    return "".join(LATEX.get(character, character) for character in one_line(text))


def _titled(article: Contents) -> str:
    return article["title"] or "[Untitled article]"


def _address(article: Contents, view: View) -> str:
    return one_line(safe_link(article["url"])).replace(" ", "%20") or view.article(article["article"])


def _parts(article: Contents) -> list[str]:
    """``["2018", "05", "18"]``, as far as they are known."""
    first = article["published"]["edtf"].partition("/")[0].rstrip("~")
    return first.split("-") if first else []


def bibtex(articles: Iterable[Contents], view: View) -> Iterator[str]:
    """One ``@misc`` an article, its key made of the article's permanent id."""
    gap = ""
    for article in articles:
        yield gap + _bibtex_entry(article, view)
        gap = "\n"


def _bibtex_entry(article: Contents, view: View) -> str:
    parts = _parts(article)
    fields = {
        "title": f"{{{in_latex(_titled(article))}}}",
        "author": f"{{{in_latex(article['byline'])}}}" if article["byline"] else "",
        "howpublished": in_latex(article["publisher"]),
        "year": parts[0] if parts else "",
        "month": str(int(parts[1])) if len(parts) > 1 else "",
        "day": str(int(parts[2])) if len(parts) > 2 else "",
        "date": article["published"]["edtf"],
        "language": article["language"],
        "url": _address(article, view).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{article-{article['article']},\n" + ",\n".join(lines) + "\n}\n"


def ris(articles: Iterable[Contents], view: View) -> Iterator[str]:
    """One ``NEWS`` record an article."""
    return (_ris_record(article, view) for article in articles)


def _ris_record(article: Contents, view: View) -> str:
    parts = _parts(article)
    lines = [
        ("TY", "NEWS"),
        ("ID", f"article-{article['article']}"),
        ("TI", one_line(_titled(article))),
        ("AU", one_line(article["byline"])),
        ("T2", one_line(article["publisher"])),
        ("PY", parts[0] if parts else ""),
        ("DA", "/".join([*parts, "", "", ""][:3]) + "/" if parts else ""),
        ("LA", article["language"]),
        ("UR", _address(article, view)),
    ]
    kept = [f"{tag}  - {value}\r\n" for tag, value in lines if value]
    return "".join(kept) + "ER  - \r\n"


def csl(articles: Iterable[Contents], view: View) -> Iterator[str]:
    """A list of CSL items, type ``article-newspaper``."""
    comma = "["
    for article in articles:
        yield f"{comma}{dumps(_csl_item(article, view))}"
        comma = ",\n"
    yield "]\n" if comma != "[" else "[]\n"


def _csl_item(article: Contents, view: View) -> dict[str, Any]:
    parts = [int(part) for part in _parts(article)]
    item = {
        "id": f"article-{article['article']}",
        "type": "article-newspaper",
        "title": one_line(_titled(article)),
        "author": [{"literal": one_line(article["byline"])}] if article["byline"] else None,
        "container-title": one_line(article["publisher"]),
        "issued": {"date-parts": [parts]} if parts else None,
        "language": article["language"],
        "URL": _address(article, view),
    }
    return {name: value for name, value in item.items() if value}


WRITERS: dict[str, Callable[[Iterable[Contents], View], Iterator[str]]] = {
    "bib": bibtex,
    "ris": ris,
    "csl.json": csl,
}
