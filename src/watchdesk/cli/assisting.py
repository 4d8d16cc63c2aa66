"""The command that serves assistants: mcp."""

from __future__ import annotations

import secrets

import click

from watchdesk import logs
from watchdesk.cli.options import desk_option, open_desk
from watchdesk.cli.program import say


@click.command()
@desk_option
@click.option("--http", is_flag=True, help="Answer at http://127.0.0.1:PORT/mcp instead.")
@click.option(
    "--port", default=8766, show_default=True, type=click.IntRange(1, 65535), help="With --http."
)
@click.option(
    "--token",
    envvar="WATCHDESK_TOKEN",
    show_envvar=True,
    help="With --http: what clients must send; made up and printed unless given.",
)
def mcp(desk_dir: str, http: bool, port: int, token: str | None) -> None:
    """Serve a desk to assistants, over the Model Context Protocol.

    On standard input and output, as assistants start it; they are given tools that read: search,
    claims with their evidence, positions, contradictions, what changed, the brief. It needs the
    extra: pip install 'watchdesk[mcp]'.
    """
    desk = open_desk(desk_dir)
    from watchdesk.mcp import server  # noqa: PLC0415 — keeps --help quick

    if not http:
        server.serve_stdio(desk)
        return
    shown = token or secrets.token_urlsafe(24)
    server.create_server(desk)  # says what is missing before an address is printed
    address = f"http://127.0.0.1:{port}/mcp"
    say(address, "serving", desk=desk.watch.name, address=address)
    if not token and not logs.is_json():  # no token stands in a log
        say(f"Authorization: Bearer {shown}")
    server.serve_http(desk, port, shown)
