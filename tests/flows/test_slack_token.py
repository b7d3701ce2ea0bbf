"""The Slack token from the setting, from a file, or from a Prefect Secret block; never shown."""

import pytest

from desk.errors import ConfigError
from flows.settings import Settings
from flows.slack_token import slack_token


def settings(**given):
    none = {"slack_token": None, "slack_token_file": None, "slack_token_block": None}
    return Settings(_env_file=None, **(none | given))


def test_the_setting_goes_before_the_file(tmp_path):
    file = tmp_path / "token"
    file.write_text("xoxb-from-file\n")
    assert slack_token(settings(slack_token_file=file)) == "xoxb-from-file"
    assert slack_token(settings(slack_token="xoxb-set", slack_token_file=file)) == "xoxb-set"
    assert slack_token(settings()) is None


def test_a_file_that_cannot_be_read_or_is_empty_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"COPYDESK_SLACK_TOKEN_FILE: .*cannot be read: No such file"):
        slack_token(settings(slack_token_file=tmp_path / "none"))
    (tmp_path / "empty").write_text("\n")
    with pytest.raises(ConfigError, match=r"is empty\. Put the bot token"):
        slack_token(settings(slack_token_file=tmp_path / "empty"))
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="it is not text"):
        slack_token(settings(slack_token_file=tmp_path / "bytes"))


def test_a_secret_block_is_asked_and_a_failure_never_says_what_it_held(monkeypatch):
    class Secret:
        @staticmethod
        def load(name):
            if name == "gone":
                raise ValueError("xoxb-secret is not here")
            return type("Loaded", (), {"get": lambda self: "xoxb-from-block"})()

    monkeypatch.setattr("prefect.blocks.system.Secret", Secret)
    assert slack_token(settings(slack_token_block="desk")) == "xoxb-from-block"
    with pytest.raises(ConfigError, match="COPYDESK_SLACK_TOKEN_BLOCK: the Secret block 'gone'") as told:
        slack_token(settings(slack_token_block="gone"))
    assert "xoxb" not in str(told.value)
