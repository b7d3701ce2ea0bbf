"""No hostile address is ever connected to: a listener on loopback has to stay silent."""

import asyncio
import socket
import threading

import pytest

from desk.errors import ConfigError, FetchError, GuardError
from desk.models import Outlet
from sources.fetch.guard import Allowed, check
from sources.fetch.resolver import GuardedResolver
from tests.support.web import Reply, fetcher, get, web

# {p} is the port of the listener. Each of these must be refused although the outlet allows that port.
HOSTILE = """
http://127.0.0.1:{p}/                http://127.0.0.2:{p}/              http://127.1:{p}/
http://127.0.1:{p}/                  http://0:{p}/                      http://0.0.0.0:{p}/
http://2130706433:{p}/               http://0x7f000001:{p}/             http://0x7f.0x0.0x0.0x1:{p}/
http://0177.0.0.1:{p}/               http://017700000001:{p}/           http://0x7f.1:{p}/
http://127.0.0.1.:{p}/               http://00000127.0.0.1:{p}/         http://127.0.0.01:{p}/
http://localhost:{p}/                http://LOCALHOST:{p}/              http://localhost.:{p}/
http://a.localhost:{p}/              http://localhost.localdomain.local:{p}/  http://printer.local:{p}/
http://[::1]:{p}/                    http://[0:0:0:0:0:0:0:1]:{p}/      http://[::]:{p}/
http://[::ffff:127.0.0.1]:{p}/       http://[::ffff:7f00:1]:{p}/        http://[::127.0.0.1]:{p}/
http://[::ffff:169.254.169.254]:{p}/ http://[64:ff9b::127.0.0.1]:{p}/   http://[64:ff9b::7f00:1]:{p}/
http://[64:ff9b:1::1]:{p}/           http://[2002:7f00:1::]:{p}/        http://[2002:a9fe:a9fe::]:{p}/
http://[2001::1]:{p}/                http://[fe80::1]:{p}/              http://[fe80::1%25eth0]:{p}/
http://[fec0::1]:{p}/                http://[fc00::1]:{p}/              http://[fd00:ec2::254]:{p}/
http://[ff02::1]:{p}/                http://[100::1]:{p}/               http://[2001:db8::1]:{p}/
http://169.254.169.254:{p}/          http://169.254.1.1:{p}/            http://0xa9fea9fe:{p}/
http://2852039166:{p}/               http://metadata.google.internal:{p}/  http://metadata:{p}/
http://100.100.100.200:{p}/          http://100.64.0.1:{p}/             http://168.63.129.16:{p}/
http://192.0.0.192:{p}/              http://10.0.0.1:{p}/               http://10.255.255.255:{p}/
http://172.16.0.1:{p}/               http://172.31.255.255:{p}/         http://192.168.0.1:{p}/
http://192.168.255.255:{p}/          http://198.18.0.1:{p}/             http://192.0.2.1:{p}/
http://198.51.100.1:{p}/             http://203.0.113.1:{p}/            http://192.88.99.1:{p}/
http://224.0.0.1:{p}/                http://239.255.255.250:{p}/        http://240.0.0.1:{p}/
http://255.255.255.255:{p}/          http://user@127.0.0.1:{p}/         http://user:word@example.org:{p}/
http://example.org@127.0.0.1:{p}/    http://127.0.0.1:{p}@example.org/  http://example.org\\@127.0.0.1:{p}/
http://127.0.0.1:{p}#@example.org/   http://１２７.０.０.１:{p}/          http://127。0。0。1:{p}/
http://①②⑦.⓪.⓪.①:{p}/              http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{p}/            http://intranet:{p}/
http://wiki.corp:{p}/                http://router.lan:{p}/             http://nas.home.arpa:{p}/
ftp://127.0.0.1:{p}/                 file:///etc/passwd                 gopher://127.0.0.1:{p}/_x
data:text/html,x                     javascript:alert(1)                //127.0.0.1:{p}/
http:///127.0.0.1:{p}/               http://:{p}/                       http://[::1:{p}/
""".split()  # noqa: SIM905 - a table to be read


@pytest.fixture
def listener():
    """A listening socket that counts who comes."""
    server = socket.create_server(("0.0.0.0", 0))
    server.settimeout(0.05)
    came, stop = [], threading.Event()

    def count():
        while not stop.is_set():
            try:
                came.append(server.accept())
            except TimeoutError:
                continue

    thread = threading.Thread(target=count)
    thread.start()
    yield server.getsockname()[1], came
    stop.set()
    thread.join()
    server.close()


def outlet(*ports):
    return Outlet("o", "O", "http://o.example", "en", (), ports=ports)


@pytest.mark.edge
def test_none_of_the_hostile_addresses_is_connected_to(listener):
    port, came = listener
    assert len(HOSTILE) >= 60

    async def ask_all():
        let_through = []
        async with fetcher(allow_hosts=(), timeout=1.0, attempts=1) as one:
            for url in HOSTILE:
                try:
                    await one.get(url.format(p=port), outlet=outlet(port))
                except GuardError:
                    continue
                let_through.append(url)
        return let_through

    assert asyncio.run(ask_all()) == []
    assert came == []


@pytest.mark.edge
def test_the_listener_would_have_heard(listener):
    port, came = listener
    with pytest.raises(FetchError, match="not"):
        get(f"http://127.0.0.1:{port}/", using={"timeout": 0.3, "attempts": 1})
    assert came


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/",
        "http://93.184.216.34/",
        "http://[2606:2800:220:1:248:1893:25c8:1946]/",
        "http://[64:ff9b::5db8:d822]/",
        "https://example.org:443/",
        "http://münchen.example/",
    ],
)
def test_public_addresses_pass(url):
    assert check(url, Allowed()).startswith("http")


def test_other_ports_pass_only_if_the_outlet_says_so():
    with pytest.raises(GuardError, match="port 8080 is not 80 or 443"):
        check("http://example.org:8080/", Allowed())
    assert check("http://example.org:8080/", Allowed(), (8080,)) == "http://example.org:8080/"


@pytest.mark.parametrize(
    ("entry", "passes", "stays_out"),
    [
        ("127.0.0.1", "http://127.0.0.1:9999/", "http://127.0.0.2/"),
        ("127.0.0.0/8", "http://127.4.4.4:80/", "http://10.0.0.1/"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/", "http://127.0.0.1:8081/"),
        ("wire.localhost", "http://wire.localhost:1234/", "http://other.localhost:1234/"),
        ("*.localhost", "http://wire.localhost:1234/", "http://localhost/"),
        ("[::1]:8080", "http://[::1]:8080/", "http://[::1]/"),
        ("fd00::/8", "http://[fd00::5]/", "http://[fe80::5]/"),
    ],
)
def test_settings_can_let_a_host_through(entry, passes, stays_out):
    allowed = Allowed((entry,))
    assert check(passes, allowed)
    with pytest.raises(GuardError):
        check(stays_out, allowed)


@pytest.mark.parametrize("entry", ["host:port", "a b", "", "http://x/", "x:0", "x:70000"])
def test_an_unusable_exemption_is_a_config_error(entry):
    with pytest.raises(ConfigError, match="COPYDESK_ALLOW_HOSTS"):
        Allowed((entry,))


class Names:
    """A resolver that answers what the test says."""

    def __init__(self, *addresses):
        self.addresses = addresses

    async def resolve(self, host, port, family):
        return [
            {"hostname": host, "host": a, "port": port, "family": family, "proto": 0, "flags": 0}
            for a in self.addresses
        ]

    async def close(self):
        pass


def test_a_name_that_leads_inside_is_refused_even_if_another_answer_is_public():
    resolver = GuardedResolver(Allowed(), Names("93.184.216.34", "10.0.0.5"))
    with pytest.raises(GuardError, match="leads inside"):
        asyncio.run(resolver.resolve("news.example", 80))


def test_a_network_that_is_let_through_may_be_reached_by_name():
    resolver = GuardedResolver(Allowed(("10.0.0.0/8",)), Names("10.0.0.5"))
    assert asyncio.run(resolver.resolve("news.example", 80))[0]["host"] == "10.0.0.5"


@pytest.mark.edge
def test_a_dns_answer_cannot_get_round_the_guard(listener, monkeypatch):
    port, came = listener
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: inside)
    with pytest.raises(GuardError, match="is a loopback address") as caught:
        get(f"http://rebind.example:{port}/", using={"allow_hosts": ()}, outlet=outlet(port))
    assert caught.value.subject.startswith("http://rebind.example")
    assert came == []


@pytest.mark.edge
def test_a_redirect_to_a_hostile_address_is_not_followed(listener):
    port, came = listener
    with web() as site:
        site.routes["/out"] = Reply(status=302, headers={"Location": f"http://0x7f.1:{port}/"})
        with pytest.raises(GuardError, match="redirects to"):
            get(site.url("/out"), using={"allow_hosts": (f"127.0.0.1:{site.port}",)})
    assert came == []
