"""What a failed run tells the person on duty, and the two ways to tell: a webhook and e-mail.

A notice leaves the machine, so it carries no text of articles: of an error it has the first line only where
the error is one whose message this project or the operating system wrote.
"""

from __future__ import annotations

import json
import smtplib
import ssl
import urllib.request
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from orchestration.errors import CallError
from orchestration.inert import visible
from warehouse.store import DamagedError

TIMEOUT = 10  # seconds that a server has to answer
_LONGEST = 300  # characters of an error's first line
_OWN_WORDS = (CallError, DamagedError, OSError)
_MAIL_PORT = 25
_MAIL_PORT_TLS = 465


@dataclass(frozen=True, slots=True)
class Notice:
    """A run that ended without publishing: which ledger, which run, at which step, why, what to do."""

    ledger: str
    run_id: str
    step: str
    message: str
    what_to_do: str


def message_of(error: BaseException | None) -> str:
    """Return one line on an error that may leave the machine."""
    if error is None:
        return "The step failed without saying why."
    name = type(error).__name__
    if not isinstance(error, _OWN_WORDS):
        return f"{name}; the run's log has its text."
    first = next(iter(str(error).splitlines()), "")
    return visible(f"{name}: {first}")[:_LONGEST]


def told_by_post(notice: Notice, url: str) -> None:
    """Post a notice as JSON.

    Raises ValueError for an address that is not http(s), OSError where it fails or the server names another
    address: to follow it would ask for a page there, and post nothing.
    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError("the address must begin with http:// or https://")
    body = json.dumps(asdict(notice)).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method="POST")
    with urllib.request.build_opener(_Stay).open(request, timeout=TIMEOUT):
        pass  # any answer but an error is enough


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nowhere: the answer then counts as an error."""


def told_by_mail(notice: Notice, server: str, to: str) -> None:
    """Mail a notice over `smtp://[user:password@]host[:port]` (or `smtps`) to addresses, commas between.

    Raises ValueError where the server or the addresses are written wrong, OSError where it fails.
    """
    at = urlsplit(server)
    if at.scheme not in {"smtp", "smtps"} or not at.hostname:
        raise ValueError("the server must be written as smtp://host:port or smtps://host:port")
    addresses = [one.strip() for one in to.split(",") if one.strip()]
    if not addresses:
        raise ValueError("UOF_NOTIFY_TO names nobody")
    mail = EmailMessage()
    mail["Subject"] = f"Force Ledger: the run failed at {notice.step}"
    mail["From"] = addresses[0]
    mail["To"] = ", ".join(addresses)
    mail.set_content("\n".join(f"{name}: {value}" for name, value in asdict(notice).items()))
    secure = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(at.hostname, at.port or _MAIL_PORT_TLS, timeout=TIMEOUT, context=secure)
        if at.scheme == "smtps"
        else smtplib.SMTP(at.hostname, at.port or _MAIL_PORT, timeout=TIMEOUT)
    ) as session:
        session.ehlo()
        if at.scheme == "smtp" and session.has_extn("starttls"):
            session.starttls(context=secure)
            session.ehlo()
        elif at.scheme == "smtp" and at.username:
            raise ValueError("the server takes no encryption, so it gets no password")
        if at.username:
            session.login(unquote(at.username), unquote(at.password or ""))
        session.send_message(mail)
