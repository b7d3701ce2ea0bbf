"""`python -m tests.slackd --port 8099 [--state FILE] [--rate 1]`: open the printed address to see the channel."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from tests.slackd.server import Slackd


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=0)
    asked.add_argument("--state", type=Path, help="keep the messages in this file")
    asked.add_argument("--rate", type=float, default=1.0, help="seconds between two posts to one channel")
    given = asked.parse_args()
    slackd = Slackd(given.port, rate=given.rate, state=given.state)
    print(slackd.base_url, flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        slackd.serve()


if __name__ == "__main__":
    main()
