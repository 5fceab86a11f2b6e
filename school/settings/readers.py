"""Typed readers of the environment: each fails at start with a sentence that says what to change."""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env


def folder(env: Env, name: str, usual: Path | None) -> Path:
    """Read the name of a folder; without a usual place it must be given."""
    given = env.str(name, "")
    if not given and usual is None:
        raise ImproperlyConfigured(
            f"{name} must name a folder: a school that was installed as a package has none of its own."
        )
    return Path(given or str(usual)).resolve()


def origin(env: Env, name: str, default: str) -> str:
    """Read an origin such as ``https://school.example.org``: scheme and host, no path."""
    value = env.str(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name} must look like https://school.example.org, not “{value}”.")
    return value


def secret_key(env: Env, data: Path, *, production: bool) -> str:
    """Read SCHOOL_SECRET_KEY; outside production make one once and keep it in the data folder."""
    if key := env.str("SCHOOL_SECRET_KEY", ""):
        if len(key) < 50:
            raise ImproperlyConfigured("SCHOOL_SECRET_KEY is too short: give at least 50 random characters.")
        return key
    if production:
        raise ImproperlyConfigured("SCHOOL_SECRET_KEY is missing: production does not start without it.")
    path = data / "secret-key"
    if not path.exists():
        # Two processes may start at once: the link makes exactly one key win.
        draft = data / f"secret-key.{os.getpid()}"
        draft.write_text(secrets.token_urlsafe(64))
        draft.chmod(0o600)
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def database(env: Env, data: Path) -> dict:
    """Read DATABASE_URL (PostgreSQL); without it SQLite in the data folder, set up so that no acknowledged write is lost."""
    if env.str("DATABASE_URL", ""):
        config = env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)
        if "postgresql" not in config["ENGINE"]:
            raise ImproperlyConfigured("DATABASE_URL must begin with postgres://; leave it out for SQLite.")
        return dict(config)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "school.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;"
            ),
        },
        "TEST": {"NAME": str(data / "test.sqlite3")},
    }


def mail(env: Env, data: Path) -> dict:
    """Read EMAIL_URL (SMTP); without it every message becomes a file in the data folder."""
    if not env.str("EMAIL_URL", ""):
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": data / "mail",
        }
    config = {"EMAIL_BACKEND": "", **env.dj_email_url("EMAIL_URL")}
    if "smtp" not in config["EMAIL_BACKEND"] or not config["EMAIL_HOST"]:
        raise ImproperlyConfigured(
            "EMAIL_URL must look like submission://name:password@mail.example.org:587 (or smtp://…); "
            "leave it out for a folder of files."
        )
    # A mail server that does not answer must not hold a job for ever.
    config["EMAIL_TIMEOUT"] = config["EMAIL_TIMEOUT"] or 20
    return {name: config[name] for name in config if name.startswith("EMAIL_") and name != "EMAIL_FILE_PATH"}


def whole_number(env: Env, name: str, default: int, *, least: int, most: int) -> int:
    """Read a whole number between two bounds."""
    value = env.int(name, default)
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} must be a number from {least} to {most}, not {value}.")
    return value


def log_level(env: Env, name: str, default: str) -> str:
    """Read how much is logged."""
    value = env.str(name, default).upper()
    if value not in (levels := ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")):
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(levels)}, not “{value}”.")
    return value
