"""A command as a process of its own: what it and all that it starts take of time, processor and memory."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and all its children took, and what it said last."""

    seconds: float
    cpu: float
    memory: float  # MB, of all processes together
    said: str
    trouble: str
    largest: float = 0.0  # MB, of the largest process


def measured(command: list[str], environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end; proxies of this shell's are not its business, nor whether bytecode may be kept."""
    environment = {
        name: value
        for name, value in (environment or os.environ).items()
        if "_proxy" not in name.lower() and name != "PYTHONDONTWRITEBYTECODE"
    }
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    peak, done = [0.0, 0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watch.start()
    out, err = process.communicate()
    seconds = time.perf_counter() - start
    done.set()
    watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = out.strip().splitlines() if process.returncode == 0 else []
    trouble = (err.strip().splitlines() or ["no word from it"])[-1]
    return Cost(seconds, cpu, peak[0], (said or [""])[-1], trouble, peak[1])


def _watch(process: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(0.25):
        sizes = [resident(one) for one in tree(process)]
        peak[:] = max(peak[0], sum(sizes)), max(peak[1], *sizes)


def tree(process: int) -> list[int]:
    """A process and all that it started."""
    found = [process]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:  # it has just ended
                continue
    return found


def resident(process: int) -> float:
    """MB of a process that are in memory; 0 when it has just ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return 0.0


def processor(process: int) -> float:
    """Processor seconds of a running process."""
    return sum(map(int, Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13])) / TICK
