"""The MCP server: over the standard streams of a process, or over HTTP."""

from __future__ import annotations

import importlib.metadata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import structlog
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
)

from service.api.key_guard import Application, KeyGuard
from service.api.keys import KeyRing, check_binding
from service.logs import configure_logs
from service.mcp.tools import INSTRUCTIONS, Toolbox
from service.serving import address_of, listening, opened, run_until_stopped
from service.settings import ServiceSettings
from service.state import ServiceState

PATH = "/mcp"
_Context = ServerRequestContext[dict[str, object]]


def mcp_server(state: ServiceState) -> Server[dict[str, object]]:
    """The server with its tools, not yet listening to anybody."""
    toolbox = Toolbox(state)

    @asynccontextmanager
    async def lifespan(_: Server[dict[str, object]]) -> AsyncIterator[dict[str, object]]:
        try:
            yield {}
        finally:
            await state.disconnect()

    async def list_tools(_: _Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=toolbox.describe())

    async def call_tool(_: _Context, called: CallToolRequestParams) -> CallToolResult:
        return await toolbox.call(called.name, called.arguments or {})

    return Server(
        "dateline",
        title="Dateline",
        version=importlib.metadata.version("dateline"),
        instructions=INSTRUCTIONS,
        lifespan=lifespan,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def mcp_application(state: ServiceState, host: str) -> Application:
    """The server over HTTP at ``/mcp``, for those who have a key where keys are set.

    Without keys only pages and programs of this machine are answered: a foreign page that makes a
    browser resolve its own name to this machine is turned away by that name.
    """
    keys = KeyRing(state.settings.api_keys)
    names = [f"{name}:*" for name in ("127.0.0.1", "localhost", "[::1]", host)]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=keys.is_open,
        allowed_hosts=names,
        allowed_origins=[f"http://{name}" for name in names],
    )
    app = mcp_server(state).streamable_http_app(
        streamable_http_path=PATH, stateless_http=True, host=host, transport_security=security
    )
    return KeyGuard(app, keys)


def serve_stdio(settings: ServiceSettings) -> None:
    """Answers over standard input and output until the input ends; all else goes to stderr.

    Raises:
        EmbeddingMismatch, StorageUnavailable, ModelUnavailable: as on opening.
    """
    configure_logs()
    with opened(settings) as state:
        anyio.run(_talk, state)


def serve_http(settings: ServiceSettings, *, host: str, port: int) -> None:
    """Listens until SIGINT or SIGTERM.

    Raises:
        ConfigurationError: the address cannot be used, or is open to others without keys.
        TransientError: another process listens there.
        EmbeddingMismatch, StorageUnavailable, ModelUnavailable: as on opening.
    """
    check_binding(host, KeyRing(settings.api_keys))
    listener = listening(host, port)
    with listener, opened(settings) as state:
        configure_logs()
        structlog.get_logger().info("mcp_server_started", url=f"{address_of(listener)}{PATH}")
        run_until_stopped(mcp_application(state, host), listener)


async def _talk(state: ServiceState) -> None:
    server = mcp_server(state)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
