"""Every setting, read from the environment by typed readers that fail loudly (documented in docs/reference/settings.md)."""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from notebooks.laboratory import LABORATORY
from school.settings.readers import database, folder, log_level, mail, origin, secret_key, whole_number

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

# --- Where things are kept -------------------------------------------------------------------------------
# Installed as a package, the school carries its files inside, and keeps nothing of its readers beside its code.
CARRIED = BASE_DIR / "school" / "files"
IS_A_CHECKOUT = not CARRIED.is_dir()
FILES_DIR = BASE_DIR if IS_A_CHECKOUT else CARRIED
DATA_DIR = folder(env, "SCHOOL_DATA", BASE_DIR / "var" if IS_A_CHECKOUT else None)
DATA_DIR.mkdir(parents=True, exist_ok=True)

PRODUCTION = env.bool("SCHOOL_PRODUCTION", False)
DEBUG = env.bool("SCHOOL_DEBUG", False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("SCHOOL_DEBUG must be off where SCHOOL_PRODUCTION is on.")
SECRET_KEY = secret_key(env, DATA_DIR, production=PRODUCTION)

# --- Origins: the site and, beside it, the laboratory of the notebooks ----------------------------------
SITE_ORIGIN = origin(env, "SCHOOL_SITE_ORIGIN", "http://localhost:8000")
LAB_ORIGIN = origin(env, "SCHOOL_LAB_ORIGIN", "http://127.0.0.1:8000")
if SITE_ORIGIN == LAB_ORIGIN:
    raise ImproperlyConfigured("SCHOOL_LAB_ORIGIN must be another origin than SCHOOL_SITE_ORIGIN.")
LAB_ROOT = LABORATORY
SITE_HOST = SITE_ORIGIN.partition("://")[2].partition(":")[0]
ALLOWED_HOSTS = [SITE_HOST, *env.list("SCHOOL_EXTRA_HOSTS", [])]
# Debug pages show settings and the values of variables: they are for the machine that somebody develops on.
if DEBUG and not set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1"}:
    raise ImproperlyConfigured(
        "SCHOOL_DEBUG is for a school on your own machine: turn it off, or let SCHOOL_SITE_ORIGIN be "
        f"http://localhost:8000 and SCHOOL_EXTRA_HOSTS empty (now: {', '.join(ALLOWED_HOSTS)})."
    )
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
WAGTAILADMIN_BASE_URL = SITE_ORIGIN
HTTPS = SITE_ORIGIN.startswith("https://")

INSTALLED_APPS = [
    # Production may leave it out.
    *(["demonstration"] if find_spec("demonstration") else []),
    "school",
    "courses",
    "webinars",
    "network",
    "assessments",
    "foundation",
    "accounts",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "school.serving.middleware.QueryStringMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "school.serving.anonymous_pages.AnonymousPages",
    "school.serving.middleware.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "school.serving.middleware.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "school.serving.middleware.ReaderMiddleware",
    "school.serving.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "school.serving.middleware.RefusedPublicationMiddleware",
    "school.serving.middleware.OneEditAtATimeMiddleware",
]

ROOT_URLCONF = "school.urls"
WSGI_APPLICATION = "school.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [FILES_DIR / "templates"],
        "OPTIONS": {
            # Ours lose the line breaks of their writing when they are compiled; those of packages stay as they are.
            "loaders": [
                (
                    "foundation.templates.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "school.frame.context.frame",
            ],
            "builtins": ["foundation.templatetags.components"],
        },
    },
]

# --- Data --------------------------------------------------------------------------------------------------
DATABASES = {"default": database(env, DATA_DIR)}
# Rate limits and locks need a cache that every process shares.
CACHES = {
    "default": {
        "BACKEND": "school.serving.shared_cache.SharedFileCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Rendered text, keyed by its version: each process may keep its own copy.
    "rendered": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "rendered",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # What shelves hold (foundation.kept): made of what is published, and never changed by who takes it.
    "kept": {
        "BACKEND": "foundation.kept.AsItIs",
        "LOCATION": "kept",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Whole pages for readers without an account: about 10 kB each.
    "anonymous": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "anonymous",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
if DEBUG:
    # A changed template or function is seen at the next request. (`make run` shows the school with its caches.)
    CACHES["rendered"] = CACHES["kept"] = CACHES["anonymous"] = {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
    }
if redis_url := env.str("REDIS_URL", ""):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "grading"]}}

# --- Marking notebooks: what one may use, beside one data set (notebooks.grader.Limits), and what is started ahead -------
GRADER_WARM = whole_number(env, "SCHOOL_GRADER_WARM", 1, least=0, most=32)
_seconds = whole_number(env, "SCHOOL_GRADER_SECONDS", 30, least=1, most=3600)
GRADER_LIMITS = {
    "processor_seconds": _seconds,
    "seconds": 5 * _seconds,
    "memory_mb": whole_number(env, "SCHOOL_GRADER_MEMORY_MB", 1400, least=600, most=6000),
    "output_bytes": 1000 * whole_number(env, "SCHOOL_GRADER_OUTPUT_KB", 2000, least=100, most=100_000),
}

# --- What /health/jobs/ takes for wrong ------------------------------------------------------------------------------
HEALTH_WORKER_SECONDS = whole_number(env, "SCHOOL_HEALTH_WORKER_SECONDS", 60, least=15, most=86_400)
HEALTH_WAITING_SECONDS = whole_number(env, "SCHOOL_HEALTH_WAITING_SECONDS", 600, least=1, most=86_400)

# --- Languages ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("es", "Español"),
    ("ar", "العربية"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
FORMAT_MODULE_PATH = ["school.formats"]
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [FILES_DIR / "locale"]

# --- Files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("SCHOOL_STATIC", str(BASE_DIR / ".cache" / "static")))
STATICFILES_DIRS = [FILES_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "foundation.static_files.SchoolStaticStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Accounts ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# --- Mail ----------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("SCHOOL_MAIL_FROM", "school@example.org")
globals().update(mail(env, DATA_DIR))

# --- Security ------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [LAB_ORIGIN],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "school_session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "school_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "school.views.errors.csrf"
X_FRAME_OPTIONS = "SAMEORIGIN"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SCHOOL_HSTS_SECONDS", 31_536_000)

# --- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "School of Migration Statistics"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "foundation.search.backend"}}
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "ipynb",
    "json",
    "m4a",
    "mp3",
    "mp4",
    "ods",
    "odt",
    "ogg",
    "pdf",
    "pptx",
    "txt",
    "vtt",
    "webm",
    "xlsx",
    "zip",
]
# Pages and files that a password opens ask for it in the frame of the school.
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "school/password_required.html"  # noqa: S105  (the name of a template)
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAIL_MODERATION_ENABLED = False
# A translation begins as a draft; until it is published the page shows the original (foundation/language/page_trees.py).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
TAGGIT_CASE_INSENSITIVE = True

SCHOOL_NAME = _("School of Migration Statistics")
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Django's own handlers would say everything a second time while debug pages are on.
    "loggers": {"django": {"handlers": []}},
    "root": {"handlers": ["console"], "level": log_level(env, "SCHOOL_LOG_LEVEL", "WARNING")},
}
