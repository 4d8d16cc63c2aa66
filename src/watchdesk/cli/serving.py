"""The command that serves a desk's pages."""

from __future__ import annotations

import click

from watchdesk.cli.options import desk_option, open_desk
from watchdesk.cli.program import say


@click.command()
@desk_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. On another than loopback everything needs the token.",
)
@click.option("--port", default=8040, show_default=True, type=click.IntRange(0, 65_535))
@click.option("--open", "opens", is_flag=True, help="Open the desk in the browser.")
@click.option("--read-only", is_flag=True, help="Let nobody change anything.")
def serve(desk_dir: str, host: str, port: int, opens: bool, read_only: bool) -> None:
    """Serve the desk's pages, feeds and API on this machine.

    Prints the address with a token; who opens it may also correct. Stop it with Ctrl-C.
    """
    desk = open_desk(desk_dir)
    from watchdesk.web.running import Settings, run  # noqa: PLC0415 — keeps --help quick

    def ready(address: str) -> None:
        say(f"{desk.watch.name} is served at {address}")
        if opens:
            import webbrowser  # noqa: PLC0415 — only where a browser is wanted

            webbrowser.open(address)

    run(desk, Settings(host, port, read_only), ready)
