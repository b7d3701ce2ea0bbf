#!/usr/bin/env bash
# prefect 3.8.8 with sqlalchemy 2.1.9: the server starts, answers, keeps deployments and their schedules, and plans no run.
#
# Expected: prefect asks for `sqlalchemy>=2.0`, so 2.1 is a version it works with; and a server whose scheduler cannot work
#   would say so: in its health, at the deployment, at least by not starting.
# Seen: with 2.0.58 a deployment with a schedule of every minute has its coming runs within seconds. With 2.1.9 it has none,
#   for as long as one waits: the scheduler's statement (a DML statement with many rows) is refused by SQLAlchemy in every
#   round. The API's health is true, the schedule stands there as active; only the server's own log holds the error.
# For a user: a lock file made anew silences a desk for good, and whoever tests with runs started by hand sees nothing.
#   Keep sqlalchemy below 2.1, and let a check ask for the next scheduled run of each schedule.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
export PREFECT_HOME="$work/home" PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1 PREFECT_LOGGING_LEVEL=CRITICAL
cat > "$work/look.py" <<'PY'
import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import prefect
import sqlalchemy
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.schedules import IntervalSchedule

assert prefect.__version__ == "3.8.8"
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
log = Path(os.environ["PREFECT_HOME"]).with_name(f"server-{sqlalchemy.__version__}.log")


async def seen():
    async with PrefectClient(f"http://127.0.0.1:{port}/api") as client:
        until = time.monotonic() + 120
        while await client.api_healthcheck() is not None and time.monotonic() < until:
            await asyncio.sleep(1)
        flow = await client.create_flow_from_name("paper")
        schedule = DeploymentScheduleCreate(schedule=IntervalSchedule(interval=timedelta(minutes=1)), active=True)
        made = await client.create_deployment(flow, "each-minute", schedules=[schedule])
        until = time.monotonic() + 45
        while not (runs := await client.read_flow_runs()) and time.monotonic() < until:
            await asyncio.sleep(1)
        there = await client.read_deployment(made)
        return len(runs) > 0, there.schedules[0].active, await client.api_healthcheck() is None


with log.open("w") as out:
    words = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(words, stdout=out, stderr=out)
    try:
        planned, active, healthy = asyncio.run(seen())
    finally:
        server.terminate()
        server.wait(30)
errors = len(re.findall("bulk DML|Can't evaluate", log.read_text()))
print(f"sqlalchemy {sqlalchemy.__version__}: runs planned {planned}, schedule active {active}, healthy {healthy}, ", end="")
print(f"errors in the server's log {'some' if errors else 'none'}")
old = sqlalchemy.__version__.startswith("2.0.")
assert (planned, active, healthy, errors > 0) == (old, True, True, not old)
PY
for version in 2.0.58 2.1.9; do
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check prefect==3.8.8 "fastapi<0.151" "sqlalchemy==$version"
  PREFECT_HOME="$work/home-$version" "$work/venv/bin/python" "$work/look.py"
done
echo "as described"
