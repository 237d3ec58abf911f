"""Settings, all from the environment (a ``.env`` file beside manage.py is read when there is one).

Anything unset has a default that is right on one's own machine; wrong values stop the start.
"""

import warnings
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def flag(name: str, *, default: bool) -> bool:
    """The setting ``name`` as true or false. Raises ``ImproperlyConfigured`` for a word that is neither."""
    word = env.str(name, default=str(default)).strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off", ""):
        return False
    raise ImproperlyConfigured(f"{name}={word!r} is neither true nor false.")


def number(name: str, *, default: int, least: int) -> int:
    """The setting ``name`` as a whole number. Raises ``ImproperlyConfigured`` for what is none, or too small."""
    word = env.str(name, default=str(default)).strip()
    if not (word.isascii() and word.isdigit() and int(word) >= least):
        raise ImproperlyConfigured(f"{name}={word!r} is not a whole number of {least} or more.")
    return int(word)


DEBUG = flag("DEBUG", default=False)

SAMPLE_SECRET_KEY = "sample-key-for-one's-own-machine-only-never-for-a-public-site"  # noqa: S105 (it protects nothing)
SECRET_KEY = env.str("SECRET_KEY", default=SAMPLE_SECRET_KEY)

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# A public site is one that answers to a name that is not this machine's own.
IS_PUBLIC = not set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]", "testserver"}
if any(host in ("*", "") or host.startswith("*") for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts: '*' would take any.")
if IS_PUBLIC and SECRET_KEY == SAMPLE_SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY: the sample key is for one's own machine only.")
if IS_PUBLIC and DEBUG:
    raise ImproperlyConfigured("DEBUG must be off where ALLOWED_HOSTS names a public host.")
if IS_PUBLIC and (
    len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure-")
):
    raise ImproperlyConfigured("SECRET_KEY is too easy to guess: it needs 50 random characters.")
if IS_PUBLIC and not all(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS):
    raise ImproperlyConfigured("CSRF_TRUSTED_ORIGINS must be https addresses.")

INSTALLED_APPS = [
    "articles.admin.apps.TradetalksAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "axes",
    "csp",
    "django_htmx",
    "articles",
    "import_export",  # after articles: it has a command called export too
]

MIDDLEWARE = [
    "tradetalks.requests.Requests",
    "tradetalks.headers.EverywhereHeaders",
    "tradetalks.health.Health",
    "tradetalks.metrics.Metrics",
    "django.middleware.security.SecurityMiddleware",
    # Before WhiteNoise, so that files are compressed also where nobody has collected them.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "articles.views.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tradetalks.sessions.EndSessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.views.crossorigin.CrossOriginMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, as its makers ask: it answers for logins that were refused.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tradetalks.urls"
WSGI_APPLICATION = "tradetalks.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # ours says it better
        database = env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'tradetalks.sqlite3'}")
except ValueError:  # a port that is no number, half an address of IPv6
    database = {}
if database.get("ENGINE") not in ENGINES:
    raise ImproperlyConfigured(
        "DATABASE_URL is not understood: write sqlite:///FILE or postgres://USER@HOST/NAME."
    )
DATABASES = {"default": database}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE and DATABASES["default"].get("OPTIONS", {}).pop("immutable", None):
    # A file on a disk that takes no writes: beside a log it cannot even be read, so SQLite is told that nobody writes.
    DATABASES["default"]["NAME"] = f"{Path(DATABASES['default']['NAME']).resolve().as_uri()}?immutable=1"
    DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA foreign_keys=ON;"}
elif IS_SQLITE:
    # IMMEDIATE makes a second writer wait for its turn; a deferred one fails at its first write. FULL: what was said to be
    # stored outlives a power cut; NORMAL may lose the last commits.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    if find_spec("psycopg") is None:
        raise ImproperlyConfigured(
            "PostgreSQL needs psycopg, which is not installed: pip install --require-hashes -r requirements/extras.txt"
        )
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A connection serves many requests: opening one costs as much as a small page.
DATABASES["default"]["CONN_MAX_AGE"] = number("CONNECTION_SECONDS", default=60, least=0)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Five wrong passwords for an account from an address: that account waits for that address. Others go on.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# Whoever goes on trying waits no longer: else anybody at the same address could lock an editor out for good.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "tradetalks.client_address.client_address"
AXES_LOCKOUT_CALLABLE = "articles.admin.logins.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # successful logins are nobody's business
AXES_ENABLE_ADMIN = False  # ours has the same care for filters as the other lists
AXES_VERBOSE = False

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
LANGUAGES = [("en", "English"), ("zh-hans", "Simplified Chinese")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Where files were collected (make demo, a public site) they are served compressed, under names with a hash; else the
# originals are served from static/, looked up when they are asked for, so that an edit is seen at once.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not flag("COLLECTED_STATIC", default=IS_PUBLIC)
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# Pages that were made for one reader serve the next until what they show changes. Off where files are served as they are
# (an edit of a template is seen at once); each process keeps its own unless PAGE_CACHE names a place that all can reach.
KEEPS_PAGES = flag("KEEPS_PAGES", default=not WHITENOISE_USE_FINDERS)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        **env.cache("PAGE_CACHE", default="locmemcache://pages"),
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": number("PAGE_CACHE_ENTRIES", default=500, least=1)},
    },
}
if not KEEPS_PAGES:
    CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 2 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
BEHIND_PROXY = flag("BEHIND_PROXY", default=False)
if IS_PUBLIC:
    SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    if not (SECURE_SSL_REDIRECT or BEHIND_PROXY):
        raise ImproperlyConfigured(
            "SECURE_SSL_REDIRECT may be off only where a proxy (BEHIND_PROXY) redirects."
        )
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")

# manage.py fetch asks other sites for pages only where that is wanted: under which name, and how often a host.
FETCHING = flag("FETCHING", default=False)
FETCH_AGENT = env.str("FETCH_AGENT", default="tradetalks")
if not (FETCH_AGENT[:1].isalpha() and FETCH_AGENT.isascii() and FETCH_AGENT.isprintable()):
    raise ImproperlyConfigured("FETCH_AGENT must be a name and how to reach you, in ASCII.")
FETCH_PAUSE = number("FETCH_PAUSE", default=5, least=1)

LOGIN_URL = "admin:login"

# Off unless a token (Authorization: Bearer …) or addresses that may ask are named.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_ALLOW = env.list("METRICS_ALLOW", default=[])
if METRICS_TOKEN and len(METRICS_TOKEN) < 16:
    raise ImproperlyConfigured("METRICS_TOKEN is too easy to guess: it needs 16 characters.")

# Faults go to standard error with their traceback, also where DEBUG is off; requests only where LOG_REQUESTS is on.
LOG_FORMAT = env.str("LOG_FORMAT", default="line")
if LOG_FORMAT not in ("line", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT={LOG_FORMAT!r} is neither line nor json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "tradetalks.requests.WithRequestId"}},
    "formatters": {
        "line": {
            "()": "tradetalks.logs.OneLine",
            "format": "{asctime} {levelname} {name} {request_id}: {message}",
            "style": "{",
        },
        "json": {"()": "tradetalks.logs.JsonLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["request"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "tradetalks.requests": {"level": "INFO" if flag("LOG_REQUESTS", default=False) else "WARNING"}
    },
}
