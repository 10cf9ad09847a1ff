"""Opens the catalogue's database: SQLite by default, any SQLAlchemy URL, migrated when opened."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import ConfigurationError, StorageUnavailable

SQLITE_FILE = "catalogue.sqlite3"
BUSY_TIMEOUT_MS = 30_000
WRITES = "dateline_writes"
"""Execution option of transactions that will write."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_DAMAGE = ("not a database", "malformed")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def database_url(url: str, data_dir: Path) -> URL:
    """The configured URL, or the SQLite file in the data folder.

    Raises:
        ConfigurationError: the URL cannot be read.
    """
    if not url:
        return URL.create("sqlite", database=str(data_dir / SQLITE_FILE))
    try:
        return make_url(url)
    except ArgumentError as error:
        raise ConfigurationError(
            "DATELINE_DATABASE__URL is no database URL; write it like "
            "postgresql+psycopg://user:password@host/dateline"
        ) from error


def open_engine(url: URL) -> Engine:
    """An engine on a database with every migration applied.

    Raises:
        ConfigurationError: no driver for the URL is installed, or a newer Dateline made the tables.
        StorageUnavailable: the database cannot be opened or written.
    """
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise ConfigurationError(
            f"there is no driver for DATELINE_DATABASE__URL ({error}); for PostgreSQL install "
            "`dateline[postgres]` and write postgresql+psycopg://user:password@host/dateline"
        ) from error
    with storage_errors(engine):
        if url.get_backend_name() == "sqlite":
            if url.database:
                Path(url.database).parent.mkdir(parents=True, exist_ok=True)
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        migrate(engine)
    return engine


def migrate(engine: Engine) -> None:
    """Applies the migrations that the database lacks.

    Raises:
        ConfigurationError: the database has migrations that this version does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise ConfigurationError(
                f"the catalogue {engine.url.render_as_string(hide_password=True)} was made by a "
                f"newer version of Dateline ({error}); install that version, or set "
                "DATELINE_DATA_DIR to another folder"
            ) from error


@contextmanager
def storage_errors(engine: Engine) -> Iterator[None]:
    """Turns database errors into ``StorageUnavailable``, saying which database and what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise StorageUnavailable(
            f"the catalogue {engine.url.render_as_string(hide_password=True)} cannot be used "
            f"({cause}); {_advice(str(cause))}"
        ) from error


def is_storable(text: str) -> bool:
    """Whether every database can hold a text: PostgreSQL no NUL, none half a surrogate pair."""
    return _UNSTORABLE.search(text) is None


def _advice(cause: str) -> str:
    if any(sign in cause for sign in _DAMAGE):
        return "the file is damaged: restore it from a copy, or move it away and index again"
    return (
        "check the disk's free space, the folder's permissions and that the database runs, then "
        "run the same command again: nothing stored is lost"
    )


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling would delay BEGIN and commit before schema changes.
    connection.isolation_level = None
    connection.create_function("lower", 1, _lower, deterministic=True)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _lower(text: str | None) -> str | None:
    """What SQLite's own function gives for ASCII only."""
    return None if text is None else text.lower()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes the lock at once; one that read first could not wait.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
