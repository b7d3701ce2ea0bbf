#!/usr/bin/env bash
# prefect 3.9.1: a caught error rolls the whole transaction back at once; what is done after it is neither kept nor
#   undone.
#
# Expected: `with transaction():` ends as its block ends. A task whose error is caught, or asked for as a state, is
#   dealt with; an inner transaction that fails is undone alone, like a savepoint. And what ran inside is in the end
#   committed, or rolled back.
# Seen: the failing task's own transaction, or the inner block, rolls its parent back where it stands: the steps done
#   so far are undone while the block goes on. Steps after that run inside a transaction that is over: no on_commit,
#   no on_rollback, no error, and the flow is Completed. submit() and return_state=True make no difference.
# For a user: a digest step that tries a second channel after the first one failed has its bookkeeping undone, and
#   what it posts afterwards stands outside of any bookkeeping. Do what may fail before the transaction, or re-raise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check prefect==3.9.1 "fastapi<0.151"
export PREFECT_HOME="$work/home" PREFECT_LOGGING_LEVEL=CRITICAL PREFECT_SERVER_LOGGING_LEVEL=CRITICAL
export PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1 PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS=150
cat > "$work/story.py" <<'PY'
import contextlib

import prefect
from prefect import flow, task
from prefect.transactions import get_transaction, transaction

assert prefect.__version__ == "3.9.1"
told = []


@task
def step(name):
    get_transaction().set("name", name)
    told.append(f"do {name}")


@step.on_rollback
def undo(done):
    told.append(f"undo {done.get('name')}")


@step.on_commit
def keep(done):
    told.append(f"keep {done.get('name')}")


@task
def fails():
    raise ValueError("the channel is closed")


def caught():
    with contextlib.suppress(ValueError):
        fails()


def as_a_state():
    fails(return_state=True)


def submitted():
    fails.submit().wait()


def inner_block():
    with contextlib.suppress(ValueError), transaction():
        raise ValueError("the channel is closed")


def fine():
    pass


def story(between):
    @flow
    def post():
        with transaction():
            step("first")
            between()
            step("second")
        told.append("flow ends")

    told.clear()
    state = post(return_state=True)
    return [*told, state.name]


print("prefect", prefect.__version__)
expected = ["do first", "do second", "keep first", "keep second", "flow ends", "Completed"]
print("nothing fails, and expected below   ", ", ".join(expected))
assert sorted(story(fine)) == sorted(expected)
for between in (caught, as_a_state, submitted, inner_block):
    seen = story(between)
    print(f"seen, failure {between.__name__:12}          ", ", ".join(seen))
    assert seen == ["do first", "undo first", "do second", "flow ends", "Completed"]
PY
# What the server says while it is shut down is not ours to judge; it is shown when the story is another one.
"$work/venv/bin/python" "$work/story.py" 2> "$work/server" || { cat "$work/server"; exit 1; }
echo "as described"
