"""`copydesk outlets` and `copydesk try feed` as a person uses them."""

import gzip
import json
import pathlib

import pytest
import typer
from typer.testing import CliRunner

from desk.errors import ConfigError, CopydeskError, UsageError
from flows.cli.outlets import edit, opml, show
from flows.cli.tries import feed as try_feed
from sources.outlets import BUNDLED, load_entries, load_outlets
from tests.support.outlets import GOOD
from tests.support.sites import FEED, home
from tests.support.web import Reply, web


@pytest.fixture
def copydesk(monkeypatch, tmp_path):
    """The command line, allowed to ask loopback, far from the user's settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("COPYDESK_OUTLETS", "COPYDESK_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COPYDESK_ALLOW_HOSTS", '["127.0.0.0/8"]')
    monkeypatch.setenv("COPYDESK_PACE", "0")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    app = typer.Typer()
    for module in (show, edit, opml):
        module.register(app)
    app.command("other")(lambda: None)
    bundled = BUNDLED.read_bytes()
    yield lambda *words, said="": CliRunner().invoke(app, ["outlets", *words], input=said, catch_exceptions=False)
    assert BUNDLED.read_bytes() == bundled


OWN = pathlib.Path("var/outlets.yaml")


def test_list_shows_every_outlet_and_why_one_is_paused(copydesk):
    shown = copydesk("list").stdout
    assert "hugging-face" in shown
    assert "paused: reddit's robots.txt" in shown
    listed = json.loads(copydesk("list", "--json").stdout)
    assert {one["id"] for one in listed} >= {"wired", "le-monde", "qbitai"}


def test_list_takes_words_tags_and_languages(copydesk):
    def ids(*words):
        return {one["id"] for one in json.loads(copydesk("list", "--json", *words).stdout)}

    assert ids("WIRED") == {"wired", "wired-es", "wired-italia"}
    assert ids("wired", "--language", "it") == {"wired-italia"}
    assert ids("github.com", "vllm") == {"vllm-releases"}
    assert ids("--tag", "research", "--tag", "policy") >= {"epoch-ai", "eff"}
    shown = copydesk("list", "kelp-on-toast").stdout
    assert shown == "0 outlets, 0 of them paused\n"
    with pytest.raises(UsageError, match="lab: is the tag of no outlet"):
        copydesk("list", "--tag", "lab")


def test_pausing_resuming_and_removing_write_into_the_home(copydesk):
    said = copydesk("pause", "wired", "--reason", "too much\u202e of it").stdout
    assert said == "wired is paused in var/outlets.yaml; `copydesk outlets resume wired` lets it run again\n"
    assert OWN.read_text().endswith("- id: wired\n  paused: too much of it\n")
    shown = copydesk("list", "wired").stdout
    assert "paused: too much of it" in shown
    assert "3 outlets, 1 of them paused\nvar/outlets.yaml is laid over the bundled list\n" in shown
    assert copydesk("resume", "wired").stdout == "wired runs again; `copydesk outlets check wired` reads it now\n"
    gone = copydesk("remove", "wired", "--yes").stdout
    assert gone == "written to var/outlets.yaml; `copydesk outlets resume wired` brings it back\n"
    assert "wired" not in {one.id for one in load_entries(own=OWN)}


def test_an_own_entry_is_shown_before_it_is_taken_out_and_only_with_consent(copydesk):
    OWN.parent.mkdir()
    OWN.write_text("# mine\n" + GOOD)
    asked = copydesk("remove", "news", said="n\n").stdout
    assert GOOD in asked
    assert "nothing was written" in asked
    assert OWN.read_text() == "# mine\n" + GOOD
    assert "what was stored of it stays" in copydesk("remove", "news", said="y\n").stdout
    assert OWN.read_text() == "# mine\n"


def test_a_pause_without_a_reason_is_refused(copydesk):
    with pytest.raises(UsageError, match="--reason: is empty"):
        copydesk("pause", "wired", "--reason", "\u200b")
    assert not OWN.exists()


def editor(monkeypatch, *does):
    """An editor that a person uses so: each time it opens, the next function makes another text of the one it shows."""
    opened = []

    def edit(text, **_):
        opened.append(text)
        return does[len(opened) - 1](text)

    monkeypatch.setattr("click.edit", edit)
    return opened


def test_the_own_file_is_edited_and_checked_before_it_is_written(copydesk, monkeypatch):
    opened = editor(
        monkeypatch,
        lambda text: text.replace("language: en", "langauge: en"),
        lambda text: text.replace("langauge: en", "language: fr"),
    )
    done = copydesk("edit", "wired", said="y\n")
    assert "- id: wired\n  name: WIRED\n" in opened[0]
    assert "langauge: en" in opened[1]  # what was typed is not lost
    assert "var/outlets.yaml as edited:6: outlet wired, field langauge: is not a known key" in done.output
    assert done.stdout.endswith("written to var/outlets.yaml\n")
    assert {one.id: one.language for one in load_entries(own=OWN)}["wired"] == "fr"


def test_an_edit_that_is_given_up_changes_nothing(copydesk, monkeypatch):
    editor(monkeypatch, lambda text: text, lambda text: None, lambda text: "no list")
    assert copydesk("edit").stdout == "nothing was changed\n"
    assert copydesk("edit", "wired").stdout == "nothing was changed\n"
    assert copydesk("edit", said="n\n").stdout.endswith("nothing was written\n")
    with pytest.raises(UsageError, match="wird: is no configured outlet"):
        copydesk("edit", "wird")
    assert not OWN.exists()


OPML = """\
<opml version="2.0"><body><outline text="Sea">
<outline text="Herring Wire" xmlUrl="https://herring.example/feed"/>
<outline text="Wired" xmlUrl="https://www.wired.com/feed/tag/ai/latest/rss"/>
</outline></body></opml>
"""


def test_an_opml_is_imported_after_it_was_shown(copydesk):
    pathlib.Path("mine.opml").write_text(OPML)
    shown = copydesk("import", "mine.opml", "--language", "de", "--tag", "mine", said="n\n")
    assert "sea, mine" in shown.stdout
    assert "1 outlet would be added, 1 of the file's feeds left out" in shown.stdout
    assert "left out: mine.opml:3: Wired: https://www.wired.com/feed/tag/ai/latest/rss is read by wired" in shown.output
    assert not OWN.exists()
    done = copydesk("import", "mine.opml", "--yes").stdout
    assert done.endswith("written to var/outlets.yaml; `copydesk outlets check herring-wire` reads them now\n")
    assert load_entries(own=OWN)[-1].tags == ("sea",)
    again = copydesk("import", "mine.opml", "--yes").stdout
    assert again == "0 outlets would be added, 2 of the file's feeds left out\n"


def test_an_import_does_not_bring_back_what_was_removed(copydesk):
    copydesk("export", "all.opml", "wired.com/feed/tag")
    copydesk("remove", "wired", "--yes")
    shown = copydesk("import", "all.opml", "--yes")
    assert "WIRED: the id wired is taken by another outlet" in shown.output
    assert OWN.read_text().count("wired") == 1


def test_the_outlets_are_exported_and_imported_elsewhere_as_they_were(copydesk, monkeypatch):
    assert copydesk("export", "all.opml").stdout == f"{len(load_entries())} outlets written to all.opml\n"
    monkeypatch.setenv("COPYDESK_OUTLETS", "elsewhere.yaml")
    copydesk("import", "all.opml", "--yes")
    got = {one.id: one for one in load_entries(pathlib.Path("elsewhere.yaml"))}
    assert got == {one.id: one for one in load_entries()}


def test_a_file_that_is_there_is_replaced_only_with_consent(copydesk):
    pathlib.Path("thesis.opml").write_text("years of work")
    assert "is there already" in copydesk("export", "thesis.opml", said="n\n").stdout
    assert pathlib.Path("thesis.opml").read_text() == "years of work"
    copydesk("export", "thesis.opml", "--tag", "policy", "--yes")
    assert b"Tech Policy Press" in pathlib.Path("thesis.opml").read_bytes()
    assert copydesk("export", "-", "--language", "nl").stdout.startswith("<?xml")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "none.opml"), "none.opml: cannot be read: No such file or directory"),
        (("import", "."), ".: cannot be read: Is a directory"),
        (("import", "x.opml"), "x.opml:1: is not XML"),
        (("import", "x.opml", "--tag", "Open AI"), "--tag Open AI: is no tag: .* Write 'open-ai'"),
        (("export", "none/x.opml"), "none/x.opml: cannot be written: No such file"),
        (("export", "x.opml", "kelp-on-toast"), "kelp-on-toast: no outlet is so"),
    ],
)
def test_what_cannot_be_imported_or_exported_is_one_complaint(copydesk, words, told):
    pathlib.Path("x.opml").write_text("no list")
    with pytest.raises(CopydeskError, match=told):
        copydesk(*words)
    assert not OWN.exists()
    assert pathlib.Path("x.opml").read_text() == "no list"


@pytest.mark.edge
def test_add_shows_what_it_found_and_writes_the_entry(copydesk, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("# my outlets\n")
    with web(
        **{"": home('<link rel="alternate" type="application/rss+xml" href="/all.rss">'), "all.rss": FEED}
    ) as site:
        result = copydesk("add", site.url("/"), "--file", str(path), "--id", "daily", "--yes")
    assert result.exit_code == 0
    assert "3/3" in result.stdout
    assert path.read_text().startswith("# my outlets\n")
    assert load_outlets(path)[0].sources[0].url == site.url("/all.rss")
    assert result.stdout.endswith("`copydesk outlets check daily --outlets " + str(path) + "` reads it now\n")


@pytest.mark.edge
def test_add_writes_into_the_home_and_a_second_time_says_who_reads_it(copydesk):
    page = home('<link rel="alternate" type="application/rss+xml" href="/all.rss">')
    with web(**{"": page, "all.rss": FEED}) as site:
        said = copydesk("add", site.url("/"), "--id", "daily", "--tag", "sea", "--yes").stdout
        assert said.endswith("written to var/outlets.yaml; `copydesk outlets check daily` reads it now\n")
        assert load_entries(own=OWN)[-1].tags == ("sea",)
        before = OWN.read_text()
        with pytest.raises(ConfigError, match=r"all\.rss: is read already, by the outlet daily\. Put"):
            copydesk("add", site.url("/"), "--id", "other", "--yes")
        assert OWN.read_text() == before
        copydesk("add", site.url("/"), "--id", "daily", "--replace", "--yes")
    assert load_entries(own=OWN)[-1].tags == ()
    assert OWN.read_text().count("- id: ") == 1


@pytest.mark.edge
def test_an_id_that_is_taken_is_told_before_anything_is_asked(copydesk):
    with web(**{"all.rss": FEED}) as site:
        with pytest.raises(ConfigError, match="venturebeat: is the id of an outlet already: VentureBeat"):
            copydesk("add", site.url("/all.rss"), "--id", "venturebeat")
        assert site.asked == []


@pytest.mark.edge
@pytest.mark.parametrize("words", [("--id", "My Id"), ("--tag", "Open AI")])
def test_an_id_or_tag_that_cannot_be_is_told_before_it_is_offered(copydesk, words):
    with web(**{"all.rss": FEED}) as site, pytest.raises(UsageError, match=r"small letters|pattern"):
        copydesk("add", site.url("/all.rss"), *words)
    assert not OWN.exists()


@pytest.mark.edge
def test_add_writes_nothing_without_consent(copydesk, tmp_path):
    with web(**{"all.rss": FEED}) as site:
        result = copydesk("add", site.url("/all.rss"), "--file", str(tmp_path / "new.yaml"))
    assert result.exit_code == 1
    assert not (tmp_path / "new.yaml").exists()


@pytest.mark.edge
def test_add_says_so_when_nothing_is_found(copydesk):
    with (
        web(**{"": Reply("<html><p>nothing</p></html>")}) as site,
        pytest.raises(ConfigError, match="no feed, sitemap"),
    ):
        copydesk("add", site.url("/"), "--yes")


@pytest.mark.edge
def test_check_reads_every_source_now(copydesk, tmp_path):
    with web(feed=FEED) as site:
        path = tmp_path / "o.yaml"
        path.write_text(
            f"- id: daily\n  name: D\n  home: {site.url('/')}\n  language: en\n  sources:\n"
            f"    - kind: feed\n      url: {site.url('/feed')}\n    - kind: feed\n      url: {site.url('/gone')}\n"
        )
        result = copydesk("check", "--outlets", str(path), "--json")
    good, gone = json.loads(result.stdout)
    assert (good["status"], good["entries"], good["dated"], good["robots"]) == ("ok", 3, 3, "allowed (http_404)")
    assert (gone["status"], result.exit_code) == ("failed", 1)
    assert "404" in gone["reason"]


@pytest.mark.edge
@pytest.mark.parametrize("dead", [Reply("gone", 404), home()], ids=["not found", "a page"])
def test_check_names_the_feed_that_the_home_page_offers_in_place_of_a_dead_one(copydesk, tmp_path, dead):
    offers = home('<link rel="alternate" type="application/rss+xml" href="/new.rss">')
    with web(**{"": offers, "old.rss": dead, "new.rss": FEED}) as site:
        path = tmp_path / "o.yaml"
        path.write_text(
            f"- id: daily\n  name: D\n  home: {site.url('/')}\n  language: en\n  sources:\n"
            f"    - kind: feed\n      url: {site.url('/old.rss')}\n"
        )
        result = copydesk("check", "--outlets", str(path), "--json")
        (told,) = json.loads(result.stdout)
    assert (told["status"], told["entries"], result.exit_code) == ("failed", 0, 1)
    assert f"the home page offers {site.url('/new.rss')} now" in told["reason"]


def test_try_feed_answers_with_entries(tmp_path):
    path = tmp_path / "feed.gz"
    path.write_bytes(gzip.compress(FEED.body.encode()))
    told = try_feed.judge({"path": str(path), "url": "https://news.example/feed"})["entries"]
    assert told[0] == {
        "url": "https://news.example/2026/0",
        "title": "T0",
        "published": "2026-11-21T00:00:00+00:00",
    }


@pytest.mark.edge
def test_try_feed_shows_a_file_and_an_address(copydesk, tmp_path, capsys):
    (tmp_path / "f.xml").write_text(FEED.body)
    with web(feed=FEED) as site:
        try_feed.show([str(tmp_path / "f.xml"), site.url("/feed")])
    shown = capsys.readouterr().out
    assert shown.count("  T0\n") == 2
    assert site.url("/2026/0") in shown
