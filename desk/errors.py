"""The error tree: every error names its subject, what is wrong and what to do; none carries a secret.

CopydeskError           a trouble a user can act on; the command line prints it and exits 1
├─ UsageError           the command was called wrongly; exits 2
├─ NamingError          nothing, or more than one thing, is what was named
├─ ConfigError          a YAML file or a setting
├─ FetchError           an address gave nothing usable
│  ├─ GuardError        an address copydesk refuses to ask
│  └─ RobotsError       robots.txt forbids it, or could not be read
├─ SourceError          a feed, sitemap or listing
├─ ExtractError         a page without an article
├─ WarehouseError       the DuckDB file
│  └─ BusyError         another process is at the same work
├─ SeedError            a seed document or the corpus
├─ EncoderError         an encoder of one's own that fails or keeps everybody waiting
└─ DeliveryError        a digest could not be sent
"""

from __future__ import annotations


class CopydeskError(Exception):
    """A trouble a user can act on.

    subject: the outlet, URL, file, line or field it is about; problem: what is wrong, in words;
    remedy: what to do about it (may be empty where nothing can be done but wait).
    """

    def __init__(self, subject: str, problem: str, remedy: str = "") -> None:
        super().__init__(subject, problem, remedy)
        self.subject, self.problem, self.remedy = subject, problem, remedy

    def __str__(self) -> str:
        text = f"{self.subject}: {self.problem}"
        return f"{text}. {self.remedy}" if self.remedy else text


class UsageError(CopydeskError):
    """The command was called wrongly (exit status 2)."""


class NamingError(CopydeskError):
    """Nothing, or more than one thing, is what was named: an article, a story."""


class ConfigError(CopydeskError):
    """A YAML file or a setting does not say what it should."""


class FetchError(CopydeskError):
    """An address gave nothing usable. `code` is a short stable word for reports, such as `timeout`."""

    def __init__(
        self,
        subject: str,
        problem: str,
        remedy: str = "",
        *,
        code: str = "fetch",
        status: int | None = None,
        passing: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(subject, problem, remedy)
        self.code, self.status = code, status
        self.retry_after = retry_after  # seconds the host asked us to stay away
        self.passing = passing  # it may go away by itself: worth another try later


class GuardError(FetchError):
    """An address copydesk refuses to ask: private, not http(s), a strange port."""


class RobotsError(FetchError):
    """robots.txt forbids the address, or could not be read and so forbids it for now."""


class SourceError(CopydeskError):
    """A feed, sitemap or listing cannot be read as one."""


class ExtractError(CopydeskError):
    """A page holds no article that can be read."""


class WarehouseError(CopydeskError):
    """The DuckDB file cannot be used: held, newer than the program, damaged, or the disk is full."""


class SeedError(CopydeskError):
    """A seed document or the seed corpus is not usable."""


class EncoderError(CopydeskError):
    """An encoder of one's own fails, or keeps everybody waiting."""


class DeliveryError(CopydeskError):
    """A digest could not be sent. `code` is Slack's own error word where there is one."""

    def __init__(self, subject: str, problem: str, remedy: str = "", *, code: str = "") -> None:
        super().__init__(subject, problem, remedy)
        self.code = code


class BusyError(WarehouseError):
    """Another process is at the same work for the same home."""
