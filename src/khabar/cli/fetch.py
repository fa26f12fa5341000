"""``khabar fetch``: the one command that asks the network, and only for the addresses given."""

from __future__ import annotations

import datetime as dt
import gzip
import http.client
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click

from khabar.errors import Unreadable
from khabar.pages.decode import MAX_BYTES

AGENT = "khabar"
_HEADERS = {"User-Agent": f"{AGENT}/1 (news reader; obeys robots.txt)", "Accept": "text/html, application/xml;q=0.9"}
_SECONDS = 30
_PAUSE = 1.0
"""Between two requests to one host, unless its robots.txt asks for a longer pause."""
_LONGEST_PAUSE = 30.0
_ROBOTS_BYTES = 512 * 1024

Open = Callable[[urllib.request.Request, float], Any]
"""How a request is answered: ``urllib``'s opener, or a test's."""


class Answer(NamedTuple):
    """What a server gave for an address: the last address it led to, its status line, headers and body."""

    url: str
    status: str
    headers: list[tuple[str, str]]
    body: bytes


@click.command("fetch")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    default=Path("fetched.warc.gz"),
    show_default=True,
    help="Write to this archive; pages are added when it is there already.",
)
def command(urls: tuple[str, ...], out: Path) -> None:
    """Fetch pages into a WARC archive, which every other command reads.

    A host's robots.txt is obeyed, a page larger than 20 MB is refused, and there is a pause between requests to one
    host. Nothing but the addresses given is asked for.
    """
    fetcher = Fetcher(_open, time.sleep)
    failed = False
    for url in dict.fromkeys(urls):
        try:
            answer = fetcher.get(url)
            _append(out, answer)
        except Unreadable as error:
            click.echo(f"khabar: {error}", err=True)
            failed = True
        except OSError as error:
            raise click.ClickException(f"{out}: {error.strerror or error}") from error
        else:
            click.echo(f"{answer.url}  {len(answer.body)} bytes", err=True)
    if failed:
        sys.exit(1)


class Fetcher:
    """Fetches addresses one after another and remembers what each host asks of robots."""

    def __init__(self, open: Open, sleep: Callable[[float], None]) -> None:
        self.open, self.sleep = open, sleep
        self.rules: dict[str, Any] = {}
        self.asked: set[str] = set()

    def get(self, url: str) -> Answer:
        """The answer for an address, after its redirects. Raises :class:`Unreadable`: no web address, forbidden by
        robots.txt, no answer, an error of the server, too large."""
        asked = url
        for _ in range(6):
            found, onward = self._once(asked, url)
            if not onward:
                return found
            asked = urllib.parse.urljoin(asked, onward)
        raise Unreadable(url, "too many redirects")

    def _once(self, asked: str, url: str) -> tuple[Answer, str]:
        """One request, and where it leads on to."""
        parts = urllib.parse.urlsplit(asked)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreadable(url, "not an address of the web (http or https)")
        host = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules(host)
        if not rules.can_fetch(asked, AGENT):
            raise Unreadable(url, f"robots.txt of {parts.netloc} does not allow it")
        if host in self.asked:
            self.sleep(min(max(rules.crawl_delay(AGENT) or 0.0, _PAUSE), _LONGEST_PAUSE))
        self.asked.add(host)
        answer = self._ask(asked, MAX_BYTES, url)
        code = int(answer.status.split()[0])
        if code in (301, 302, 303, 307, 308):
            return answer, dict((k.lower(), v) for k, v in answer.headers).get("location", "")
        if code != 200:
            raise Unreadable(url, f"the server says {answer.status}")
        return answer, ""

    def _rules(self, host: str) -> Any:
        """The robots.txt of a host: none where it has none, everything forbidden where it cannot answer (RFC 9309)."""
        from protego import Protego

        if host not in self.rules:
            answer = self._ask(f"{host}/robots.txt", _ROBOTS_BYTES, f"{host}/robots.txt", cut=True)
            code = int(answer.status.split()[0])
            text = answer.body.decode("utf-8", "replace") if code == 200 else ""
            self.rules[host] = Protego.parse("User-agent: *\nDisallow: /" if code >= 500 else text)
        return self.rules[host]

    def _ask(self, asked: str, limit: int, name: str, cut: bool = False) -> Answer:
        request = urllib.request.Request(_ascii(asked), headers=_HEADERS)
        try:
            with self.open(request, _SECONDS) as response:
                body = response.read(limit + 1)
                status = f"{response.status} {response.reason or ''}".strip()
                headers = list(response.headers.items())
        except urllib.error.URLError as error:
            raise Unreadable(name, f"no answer ({error.reason})") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreadable(name, f"no answer ({error or type(error).__name__})") from error
        if len(body) > limit and not cut:
            raise Unreadable(name, f"the page is too large (over {limit >> 20} MB)")
        return Answer(asked, status, headers, body[:limit])


def _ascii(url: str) -> str:
    """An address as it is sent: Arabic letters of its path escaped, of its host in IDNA."""
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    path = urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=?~-._")
    return urllib.parse.urlunsplit((parts.scheme, host, path or "/", query, ""))


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by :class:`Fetcher`, which asks robots.txt at every step."""

    def redirect_request(self, *arguments: Any, **named: Any) -> None:
        return None


class _Whatever(urllib.request.HTTPErrorProcessor):
    """An answer is an answer, whatever its status."""

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        return response

    https_response = http_response


def _open(request: urllib.request.Request, seconds: float) -> Any:
    return urllib.request.build_opener(_Stay, _Whatever).open(request, timeout=seconds)


def _append(out: Path, answer: Answer) -> None:
    """Add a page to an archive: one WARC 1.1 record (ISO 28500), packed by itself."""
    headers = "".join(f"{k}: {v}\r\n" for k, v in answer.headers if k.lower() != "transfer-encoding")
    http_message = f"HTTP/1.1 {answer.status}\r\n{headers}\r\n".encode() + answer.body
    about = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Date": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-Target-URI": _ascii(answer.url),
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(http_message)),
    }
    head = "WARC/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in about.items()) + "\r\n"
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("ab") as file:
        file.write(gzip.compress(head.encode() + http_message + b"\r\n\r\n"))
