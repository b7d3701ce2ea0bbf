"""`python -m tests.slackd --port 8099 [--state FILE] [--rate 1]`: open the printed address to see the channel."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=0)
    asked.add_argument("--state", type=Path, help="keep the messages in this file")
    asked.add_argument("--rate", type=float, default=1.0, help="seconds between two posts to one channel")
    given = asked.parse_args()
    slackd = Slackd(given.port, rate=given.rate, state=given.state)
    print(f"the channel: {slackd.base_url.removesuffix('api/')}")
    print(
        f"COPYDESK_SLACK_BASE_URL={slackd.base_url} COPYDESK_SLACK_TOKEN={GOOD} COPYDESK_SLACK_CHANNEL={NEWS}",
        flush=True,
    )
    try:
        slackd.serve()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
