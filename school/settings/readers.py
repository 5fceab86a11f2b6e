"""Typed readers of the environment: each fails at start with a sentence that says what to change."""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env


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
