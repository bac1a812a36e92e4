"""A run that fails tells the person on duty, without a word of an article; a server away stops nothing."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import dagster as dg
import pytest

from orchestration.errors import CallError
from orchestration.notices import Notice, message_of, told_by_mail, told_by_post
from orchestration.notifying import tell_of_failure
from orchestration.resources import Ledger, Notifier

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
NOTICE = Notice("/ledger", "run-1", "extractions", "OSError: [Errno 28] No space left", "Make room.")


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def webhook(status: int = 204) -> Iterator[tuple[str, list[dict[str, str]]]]:
    posted: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with served(socketserver.TCPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}/hook", posted


@contextmanager
def mail_server() -> Iterator[tuple[str, list[str]]]:
    lines: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            in_mail = False
            for line in self.rfile:
                lines.append(line.decode().strip())
                if in_mail:
                    in_mail = lines[-1] != "."
                    answer = b"" if in_mail else b"250 taken\r\n"
                elif lines[-1].upper() == "DATA":
                    in_mail, answer = True, b"354 go on\r\n"
                else:
                    answer = b"221 bye\r\n" if lines[-1].upper() == "QUIT" else b"250 fine\r\n"
                self.wfile.write(answer)

    with served(socketserver.TCPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"smtp://127.0.0.1:{port}", lines


def run_of_a_job_that_fails(
    home: Path, notifier: Notifier, error: Exception
) -> tuple[dg.ExecuteInProcessResult, str]:
    """Return how the run ended, and its log."""

    @dg.op
    def reading() -> None:
        raise error

    @dg.job(
        hooks={tell_of_failure},
        resource_defs={"ledger": Ledger(home_folder=str(home)), "notifier": notifier},
    )
    def nightly() -> None:
        reading()

    with dg.DagsterInstance.ephemeral() as instance:
        result = nightly.execute_in_process(instance=instance, raise_on_error=False)
        return result, "\n".join(entry.user_message for entry in instance.all_logs(result.run_id))


def test_a_failed_step_is_posted_once_with_what_to_do(tmp_path: Path) -> None:
    with webhook() as (url, posted):
        result, _ = run_of_a_job_that_fails(
            tmp_path, Notifier(url=url), OSError(28, "No space left on device")
        )
    (notice,) = posted
    assert not result.success
    assert notice["run_id"] == result.run_id
    assert notice["ledger"] == str(tmp_path)
    assert (notice["step"], notice["message"]) == ("reading", "OSError: [Errno 28] No space left on device")
    assert f"uof run --home {tmp_path}" in notice["what_to_do"]


def test_a_notice_goes_by_mail_to_everybody_named() -> None:
    with mail_server() as (server, lines):
        told_by_mail(NOTICE, server, "ada@example.org, ben@example.org")
    assert {"rcpt TO:<ada@example.org>", "rcpt TO:<ben@example.org>"} <= set(lines)
    assert "Subject: Force Ledger: the run failed at extractions" in lines
    assert {"run_id: run-1", "what_to_do: Make room."} <= set(lines)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (CallError("one.yml, line 3: no such slot\nmore"), "CallError: one.yml, line 3: no such slot"),
        (ValueError("'Dale Orrin was shot' is no date"), "ValueError; the run's log has its text."),
        (OSError(5, "gone \x1b[31m\u202e"), "OSError: [Errno 5] gone \ufffd[31m\ufffd"),
    ],
)
def test_a_message_has_no_text_of_articles_and_nothing_that_acts(error: Exception, message: str) -> None:
    assert message_of(error) == message


def test_a_server_that_refuses_is_a_line_in_the_log_and_the_run_fails_for_its_own_reason(
    tmp_path: Path,
) -> None:
    with webhook(500) as (url, _):
        result, log = run_of_a_job_that_fails(
            tmp_path, Notifier(url=f"{url}?key=secret"), CallError("No inbox.")
        )
    failures = [event.event_specific_data.error for event in result.all_events if event.is_step_failure]
    assert "No inbox." in failures[0].to_string()
    assert "Nobody was told by UOF_NOTIFY_URL: HTTPError: HTTP Error 500" in log
    assert "secret" not in log


def test_a_server_that_names_another_address_was_told_nothing() -> None:
    with webhook(302) as (url, _):
        (line,) = Notifier(url=url).tell(NOTICE)
    assert line.startswith("Nobody was told by UOF_NOTIFY_URL: HTTPError: HTTP Error 302")


def test_only_addresses_of_the_web_are_posted_to(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="http"):
        told_by_post(NOTICE, (tmp_path / "file").as_uri())
    lines = list(Notifier(smtp="mail.example.org", to="ada@example.org").tell(NOTICE))
    assert "smtp://host:port" in lines[0]


def test_an_addressee_without_a_server_is_told_of_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UOF_NOTIFY_SMTP", raising=False)
    (line,) = Notifier(to="ada@example.org").tell(NOTICE)
    assert line.startswith("Nobody was told by UOF_NOTIFY_SMTP: ValueError: the server must be written as")


def test_nobody_named_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("UOF_NOTIFY_URL", "UOF_NOTIFY_SMTP", "UOF_NOTIFY_TO"):
        monkeypatch.delenv(name, raising=False)
    assert list(Notifier().tell(NOTICE)) == []
