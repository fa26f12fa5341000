"""The command line: one module per command, each imported only when it is called."""

from __future__ import annotations

import importlib

import click

_COMMANDS = (
    "extract", "explain", "stories", "compare", "register", "timeline", "dossier", "inspect", "fetch",
    "who", "names", "train", "demo",
)  # fmt: skip


class _Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"khabar.cli.{name}").command
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="khabar")
def main() -> None:
    """Khabar (خبر) reads Arabic news pages: what happened, who said it, and through whom it reached the page."""
