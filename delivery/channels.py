"""channels.yaml as Channel records: the bundled list, one's own laid over it, or another list in its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from desk import yaml_file
from desk.digest.channel import Channel, TargetKind
from desk.errors import ConfigError
from desk.yaml_entries import Wording, complaint, entry_nodes, line_of, refuse_double_ids, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

BUNDLED = Path(__file__).with_name("channels.yaml")
TARGETS: tuple[TargetKind, ...] = ("slack", "webhook", "mail", "folder", "feed")
REMOVED = "removed"  # the key by which one's own file takes a bundled channel out
WORDS = Wording("channel", "channels", "name", "docs/digest.md")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def _mailbox(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f"{text[:60]!r} is no mail address")
    return text


def _hook(url: str) -> str:
    parts = urlsplit(url)
    here = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not parts.hostname or parts.scheme not in ("https", "http") or (parts.scheme == "http" and not here):
        raise ValueError("should be an https address")
    return url


def _hour(given: Any) -> Any:
    """YAML reads 10:30 as a number of minutes, 8 as a number."""
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 24 * 60:
        return f"{given:02d}:00" if given < 24 else f"{given // 60:02d}:{given % 60:02d}"
    return given


def _clock(text: str) -> str:
    found = _HOUR.fullmatch(text)
    if not found:
        raise ValueError(f"{text[:20]!r} is no time of day, such as 08:00")
    return f"{int(found[1]):02d}:{found[2]}"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name[:60]!r} is no time zone, such as Europe/Paris or Asia/Shanghai") from None
    return name


def _one_or_more(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


class ChannelEntry(BaseModel):
    """A channel as the file declares it: at most one of the targets."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)
    slack: Annotated[str, Field(pattern=r"^[CG][A-Z0-9]{2,}$")] | None = None
    webhook: Annotated[str, AfterValidator(_hook)] | None = None
    mail: Annotated[tuple[Annotated[str, AfterValidator(_mailbox)], ...], BeforeValidator(_one_or_more)] | None = None
    folder: Annotated[str, Field(min_length=1)] | None = None
    feed: Annotated[str, Field(min_length=1)] | None = None
    topics: Annotated[tuple[str, ...], BeforeValidator(_one_or_more)] = ()
    tags: Annotated[tuple[str, ...], BeforeValidator(_one_or_more)] = ()
    languages: Annotated[tuple[str, ...], BeforeValidator(_one_or_more)] = ()
    hour: Annotated[str, AfterValidator(_clock), BeforeValidator(_hour)] = "08:00"
    zone: Annotated[str, AfterValidator(_zone)] | None = None
    limit: int | None = Field(None, ge=1, le=40)
    form: Literal["full", "brief"] = "full"
    title: str = Field("", max_length=100)
    replies: bool = False

    @model_validator(mode="after")
    def _one_target(self) -> ChannelEntry:
        given = [kind for kind in TARGETS if getattr(self, kind) is not None]
        if len(given) > 1:
            raise ValueError(f"has {len(given)} targets ({', '.join(given)}): make a channel of each")
        if self.mail is not None and not self.mail:
            raise ValueError("has a mail list without an address")
        return self

    def record(self) -> Channel:
        """The same as a Channel."""
        kind = next((kind for kind in TARGETS if getattr(self, kind) is not None), None)
        to = getattr(self, kind) if kind else ()
        return Channel(
            self.name,
            kind or "settings",
            to if isinstance(to, tuple) else (to,),
            self.topics,
            self.tags,
            self.languages,
            self.hour,
            self.zone or "",
            self.limit or 0,
            self.form,
            self.title,
            self.replies,
        )


def load_channels(path: Path | None = None, own: Path | None = None) -> tuple[Channel, ...]:
    """The channels of a YAML file (the bundled one when None), with one's own file over it, in the files' order.

    ConfigError names file, line, channel and field; two channels of one name are refused.
    """
    file = path or BUNDLED
    entries: dict[str, ChannelEntry] = {}
    for each in (file, own) if own else (file,):
        _lay_over(entries, yaml_file.read_text(each, "COPYDESK_CHANNELS"), str(each))
    return tuple(entry.record() for entry in entries.values())


def with_topics(text: str, name: str, channel: str, topics: Sequence[str]) -> str:
    """The text of a list of channels in which this channel has these topics; all else stays as it was written."""
    told = f"[{', '.join(topics)}]"
    for node in entry_nodes(text, name, WORDS, may_be_empty=True):
        if values_of(node, name, WORDS).get("name") != channel:
            continue
        keys = {key.value: (key, value) for key, value in node.value}
        if "topics" not in keys:
            key = keys["name"][0]
            at, indent = key.start_mark.index, " " * key.start_mark.column
            return f"{text[:at]}topics: {told}\n{indent}{text[at:]}"
        value = keys["topics"][1]
        before, written, after = (
            text[: value.start_mark.index], text[value.start_mark.index : value.end_mark.index],
            text[value.end_mark.index :],
        )  # fmt: skip
        return before + told + written[len(written.rstrip()) :] + after
    return text + ("" if not text or text.endswith("\n") else "\n") + f"- name: {channel}\n  topics: {told}\n"


def _lay_over(entries: dict[str, ChannelEntry], text: str, name: str) -> None:
    nodes = entry_nodes(text, name, WORDS, may_be_empty=True)
    given = [values_of(node, name, WORDS) for node in nodes]
    refuse_double_ids(((str(values.get("name")), node) for values, node in zip(given, nodes, strict=True)), name, WORDS)
    for values, node in zip(given, nodes, strict=True):
        known = entries.get(str(values.get("name")))
        if known and _removed(values, node, name):
            del entries[known.name]
            continue
        if known and not any(kind in values for kind in TARGETS):
            values = known.model_dump(exclude_unset=True) | values
        entry = _entry(values, node, name)
        entries[entry.name] = entry


def _removed(values: dict[str, Any], node: yaml.Node, name: str) -> bool:
    said = values.pop(REMOVED, False)
    if not isinstance(said, bool):
        where = f"{name}:{line_of(node)}: channel {values['name']}, field {REMOVED}"
        raise ConfigError(where, f"should be true or false (it is {said!r:.60})", "Mend it")
    return said


def _entry(values: dict[str, Any], node: yaml.Node, name: str) -> ChannelEntry:
    try:
        return ChannelEntry.model_validate(values)
    except ValidationError as error:
        raise complaint(error, node, values, name, {"": ChannelEntry.model_fields}, WORDS) from None


def refuse_unknown_topics(channels: Sequence[Channel], topics: Sequence[str], name: str) -> None:
    """ConfigError for a channel that asks for a topic this desk has not, or is called as a topic is.

    A topic's id begins the ids of digests, so a channel of that name could not be told from it.
    """
    for channel in channels:
        for topic in channel.topics:
            if topic not in topics:
                known = f"Known: {', '.join(topics)}; COPYDESK_TOPICS names more"
                raise ConfigError(f"{name}: channel {channel.name}, field topics", f"{topic!r} is no topic", known)
        if channel.name in topics:
            raise ConfigError(f"{name}: channel {channel.name}, field name", "is the id of a topic", "Rename it")
