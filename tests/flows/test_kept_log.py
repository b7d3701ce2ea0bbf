import subprocess
import sys

import pytest

from flows.jobs.service.kept_log import earlier, turn

LINES = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"


@pytest.mark.edge
def test_a_log_that_has_grown_begins_anew_while_its_process_goes_on_writing(tmp_path):
    log = tmp_path / "worker.log"
    with log.open("ab") as out:
        process = subprocess.Popen([sys.executable, "-c", LINES], stdin=subprocess.PIPE, stdout=out, text=True)

    def says(text):
        process.stdin.write(f"{text}\n")
        process.stdin.flush()
        while text not in log.read_text():
            assert process.poll() is None

    says("first")
    assert not turn(log, 100)
    says("x" * 200)
    assert turn(log, 100)
    says("after")
    process.stdin.close()
    process.wait(10)
    assert log.read_bytes() == b"after\n"
    assert earlier(log).read_text().startswith("first\nxxx")


def test_where_no_copy_can_be_kept_the_log_is_cut_all_the_same(tmp_path):
    log = tmp_path / "server.log"
    log.write_text("x" * 200)
    earlier(log).mkdir()
    assert not turn(tmp_path / "gone.log", 100)
    assert turn(log, 100)
    assert log.read_bytes() == b""
    assert earlier(log).is_dir()
