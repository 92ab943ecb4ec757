"""All settings, in one file: the environment decides (.env.example explains each variable).

`PORTAL_ENV` unset means a local site. `PORTAL_ENV=production` starts only with all that a public
site needs, and says in one line what is missing.
"""

import os
import re
import secrets
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.db.models import FETCH_PEERS, FETCH_RAISE
from django.utils.csp import CSP
from environs import Env, ValidationError

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules
env = Env()
if not TESTING:
    env.read_env(BASE_DIR / ".env", override=False)

# --- where and for whom ---------------------------------------------------------------------------

PORTAL_ENV = env.str("PORTAL_ENV", "") or "local"
PRODUCTION = PORTAL_ENV == "production"
DEBUG = env.bool("DEBUG", False)
PORT = env.int("PORT", 8000)
VAR_DIR = Path(env.str("PORTAL_VAR", "") or BASE_DIR / "var").resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)


def _local_secret() -> str:
    """The secret of this folder, made once and readable by its owner alone.

    Two processes may start at the same time: the first to link its own wins.
    """
    path = VAR_DIR / "secret_key"
    if not path.exists():
        made = path.with_name(f"secret_key.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            path.hardlink_to(made)
        made.unlink()
    return path.read_text()


def _time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValidationError(f"“{name}” is no time zone, as Europe/Belgrade is.") from error


SECRET_KEY = env.str("SECRET_KEY", "") or ("" if PRODUCTION else _local_secret())
SITE_URL = env.str("SITE_URL", "" if PRODUCTION else f"http://localhost:{PORT}").rstrip("/")
_LOCAL_HOSTS = "" if PRODUCTION else "localhost,127.0.0.1,[::1]"
ALLOWED_HOSTS = env.str("ALLOWED_HOSTS", _LOCAL_HOSTS).replace(",", " ").split()
# How many proxies of our own stand in front and may be believed about the reader's address and
# scheme.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

# Whether browsers keep the last stories that a reader read, for when there is no network.
OFFLINE_READING = env.bool("OFFLINE_READING", True)

# Caches in front that are told what changed, and keep pages until then.
_PURGER = re.compile(r"varnish://[^@\s]+|(fastly|cloudflare)://[^@\s]+@[^@\s]+")
EDGE_PURGE = env.str("EDGE_PURGE", "").replace(",", " ").split()
# A service outside that is asked about comments.
AKISMET_KEY = "" if TESTING else env.str("AKISMET_KEY", "")
_KEPT_IN = env.str("PAGE_CACHE", "") or ("off" if TESTING or DEBUG else "memory")

_REFUSALS = {
    "it must be 'local' or 'production'.": PORTAL_ENV not in ("local", "production"),
    "DEBUG must be off.": PRODUCTION and DEBUG,
    "PAGE_CACHE must be memory, off, or the address of a Redis: redis://host:port/number.": not (
        _KEPT_IN in ("memory", "off") or urlsplit(_KEPT_IN).scheme in ("redis", "rediss", "unix")
    ),
    "SECRET_KEY is not set.": not SECRET_KEY,
    "SECRET_KEY is weak; it needs 50 random characters.": PRODUCTION
    and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or "insecure" in SECRET_KEY),
    "ALLOWED_HOSTS is not set.": not ALLOWED_HOSTS,
    "ALLOWED_HOSTS must name the hosts, not '*'.": PRODUCTION and "*" in ALLOWED_HOSTS,
    "EDGE_PURGE must name caches as varnish://host:port, fastly://token@service or "
    "cloudflare://token@zone.": not all(map(_PURGER.fullmatch, EDGE_PURGE)),
    "SITE_URL is not set.": not SITE_URL,
    "SITE_URL must be a full address that begins with https://.": PRODUCTION
    and not (urlsplit(SITE_URL).scheme == "https" and urlsplit(SITE_URL).hostname),
}
for _reason, _refused in _REFUSALS.items():
    if _refused:
        sys.exit(f"PORTAL_ENV={PORTAL_ENV} refuses to start: {_reason}")

# --- what it is made of ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal",
    "comments",
    "articles",
    "accounts",
    "portal.site",
    "portal.publicmodels",
    "portal.pictures",
    "portal.pagecache",
    "django_prose_editor",
    "taggit",
    "axes",
    "django_tasks_db",
    "django.forms",
    "portal.newsroom.apps.NewsroomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.syndication",
    "django.contrib.flatpages",
    "django.contrib.redirects",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "portal.fallback.RedirectFallback",
    "portal.fallback.StaticPageFallback",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

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
                "django.template.context_processors.csp",
                "portal.site.context_processors.site",
                "articles.context_processors.menu",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en")
TIME_ZONE = env.str("TIME_ZONE", "Europe/Belgrade", validate=_time_zone)
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
SITE_ID = 1

# --- what it keeps --------------------------------------------------------------------------------

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'site.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
        # Nothing that outlives a transaction: the next one may have another session (PgBouncer).
        disable_server_side_cursors=env.bool("DATABASE_POOLED", False),
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction that reads and then writes would otherwise fail at once, whatever the
    # timeout.
    # FULL: what was saved survives a power cut; in tests nothing needs to.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            f"PRAGMA journal_mode=WAL; PRAGMA synchronous={'OFF' if TESTING else 'FULL'};"
        ),
    }
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # In seconds: whoever asks for a page is told sooner that there is none just now.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
# What public querysets do about a relation that nobody loaded: an error where we look, one query
# for all elsewhere.
PUBLIC_FETCH_MODE = FETCH_RAISE if TESTING or DEBUG else FETCH_PEERS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# The pictures of the guides, which the admin shows too.
STATICFILES_DIRS = [BASE_DIR / "static", ("help", BASE_DIR / "docs" / "pictures")]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", "") or VAR_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.staticfiles.WholeStylesheets"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
if TESTING or DEBUG:
    # Neither collects static files nor runs a worker.
    WHITENOISE_AUTOREFRESH = True
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    TASKS["default"]["BACKEND"] = "django.tasks.backends.immediate.ImmediateBackend"

# What readers get is kept, and answered before Django hears of them (portal.pagecache).
PAGE_CACHE: dict[str, Any] = {
    "STORE": _KEPT_IN,
    # Seconds for which a process believes what the database said last.
    "TRUST": env.int("PAGE_CACHE_TRUST_MS", 50) / 1000,
    "BYTES": env.int("PAGE_CACHE_MB", 64) * 1024 * 1024,
    # No readers' pages: what is of one person, answers a form or a search, or is a file.
    "PRIVATE": (
        "/admin/", "/comments/", "/health/", "/media/", "/preview/", "/review/", "/search/",
        "/static/",
    ),
    # Readers' pages among those.
    "PUBLIC": ("/comments/feed/",),
    # All that an address of a readers' page may ask for, with the values of which pages are kept;
    # whatever else links carry is taken away.
    "PARAMETERS": {"page": "[1-9]|[1-4][0-9]|50"},
}  # fmt: skip

# How long it is known how often each story was opened in each hour.
VIEWS_KEPT = timedelta(days=env.int("VIEWS_KEPT_DAYS", 60))

# --- who comes in ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
if TESTING:
    # The real hasher is slow on purpose; the suite makes hundreds of users.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Name and address together: whoever guesses at an editor's password locks out himself,
# not the editor.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Otherwise each further try would begin the fifteen minutes anew, which the page does not say.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "accounts.logins.counted_name"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
# Who came in when, and from where, is kept by nobody: a user's last login is enough.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "portal.clients.address"

# What stories are found by is kept with them: who is told, when it is called something else.
FOLLOWED = {"accounts.Author": "articles.upkeep.want", "articles.Tag": "articles.upkeep.want"}
# Who knows which rows that come back from the trash are outdated.
RETURNING = "articles.past.returning.returning"
# What pages say of these is kept for looking back (portal.publicmodels.past), for so many days.
PAST_IS_KEPT = frozenset([
    "accounts.Author", "articles.Category", "articles.Image", "articles.Tag", "flatpages.FlatPage",
    "site_settings.SiteSettings",
])  # fmt: skip
TIME_TRAVEL_DAYS = env.int("TIME_TRAVEL_DAYS", 400)

# A long story in Cyrillic letters, six bytes of a form each; Django's 2.5 MB would lose it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# Who watches over the site asks each process, past the server that speaks HTTPS.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_WHOLE_DOMAIN", False)
# Whether HTTPS binds the whole domain, with all that else lives there, is not the site's to decide:
# HSTS_WHOLE_DOMAIN.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- what it says ---------------------------------------------------------------------------------

_SMTP = {
    "host": env.str("EMAIL_HOST", "localhost" if PRODUCTION else ""),
    "port": env.int("EMAIL_PORT", 25),
    "username": env.str("EMAIL_USER", ""),
    "password": env.str("EMAIL_PASSWORD", ""),
    "use_tls": env.bool("EMAIL_STARTTLS", False),
    "use_ssl": env.bool("EMAIL_TLS", False),
    "timeout": 20,
}
MAILERS: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}
if _SMTP["host"]:
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": _SMTP,
    }
_FROM = f"newsroom@{urlsplit(SITE_URL).hostname}"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", _FROM)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    # Django's own handlers are silent without DEBUG; a page that was not found is not news.
    "loggers": {"django": {"handlers": []}, "django.request": {"level": "ERROR"}},
}
