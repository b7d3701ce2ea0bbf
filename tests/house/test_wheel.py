"""What is installed works without the checkout: the wheel holds every file the program reads, the demo's too."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests.support.paths import ROOT

pytestmark = pytest.mark.slow
READ = ("*.sql", "*.yaml", "*.parquet", "*.html", "*.css", "*.js", "*.svg", "*.txt", "*.json", "*.npz", "*.tsv")
ROOMS = ("desk", "sources", "warehouse", "delivery", "pages", "flows", "seeds")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, unpacked as an installer does."""
    from hatchling.builders.wheel import WheelBuilder

    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_every_file_that_the_rooms_read_is_in_the_wheel(installed):
    read = [path for room in ROOMS for form in READ for path in (ROOT / room).rglob(form)]
    assert len(read) > 200
    missing = [str(path.relative_to(ROOT)) for path in read if not (installed / path.relative_to(ROOT)).is_file()]
    assert missing == []


def call(installed, tmp_path, *words):
    env = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
    env |= {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, *words], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def test_an_installed_copydesk_lists_its_outlets_and_names_from_any_folder(installed, tmp_path):
    where = call(installed, tmp_path, "-c", "import desk; print(desk.__file__)")
    assert where.stdout.strip() == str(installed / "desk" / "__init__.py")
    for words in (("outlets", "list", "wired"), ("names", "list", "llama"), ("seeds", "list"), ("slack", "manifest")):
        done = call(installed, tmp_path, "-m", "flows.cli", *words)
        assert done.returncode == 0, done.stderr
        assert done.stdout
    assert not (tmp_path / "outlets.yaml").exists()


def test_an_installed_demo_has_its_newsroom_and_its_schedules(installed, tmp_path):
    stage = (
        "from flows.jobs import demo, deployments\n"
        "assert deployments.FILE.is_file(), deployments.FILE\n"
        "with demo.serving('tests.newsroom.serve') as room, demo.serving('tests.slackd') as slack:\n"
        "    print(room, slack)\n"
    )
    done = call(installed, tmp_path, "-c", stage)
    assert done.stdout.count("http://127.0.0.1:") == 2, done.stderr
