"""The command that serves a desk's pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
@click.option(
    "--token-file",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="WATCHDESK_TOKEN_FILE",
    show_envvar=True,
    help="The token to ask for; by default a new one is made up and printed at every start.",
)
def serve(desk_dir: str, host: str, port: int, opens: bool, **options: Any) -> None:
    """Serve the desk's pages, feeds and API on this machine.

    Prints the address with a token; who opens it may also correct. Stop it with Ctrl-C.
    """
    desk = open_desk(desk_dir)
    from watchdesk.web import running  # noqa: PLC0415 — keeps --help quick

    def ready(place: running.Ready) -> None:
        where = {"desk": desk.watch.name, "address": place.address}
        if place.token:
            where["note"] = "its token was made up and is in no log; give one with --token-file"
        say(f"{desk.watch.name} is served at {place.with_token()}", "serving", **where)
        if opens:
            import webbrowser  # noqa: PLC0415 — only where a browser is wanted

            webbrowser.open(place.with_token())

    token = running.token_in(options["token_file"]) if options["token_file"] else ""
    running.run(desk, running.Settings(host, port, options["read_only"], token), ready)
