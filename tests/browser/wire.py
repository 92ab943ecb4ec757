"""The wire between browsers and the server, which can be cut; what is sent passes as it is."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from threading import Thread


class Fault(Enum):
    CUT = "what is sent does not arrive"
    DEAF = "it arrives, and the answer does not"


class Wire:
    """Listens at `port`, in a thread of its own; stopped, nobody answers there."""

    def __init__(self, server_port: int) -> None:
        self.server_port, self.port = server_port, 0
        self.fault: Fault | None = None
        # How many more forms and questions by POST the fault takes.
        self.fails = 0
        self.loop = asyncio.new_event_loop()
        self.listening: asyncio.Server | None = None
        self.ends: set[asyncio.StreamWriter] = set()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def fail(self, fault: Fault, times: int) -> None:
        self.fault, self.fails = fault, times

    def start(self) -> None:
        self.fails = 0
        self._do(self._start())

    def stop(self) -> None:
        """As if the server's process was killed: what is under way ends in the middle."""
        self._do(self._stop())

    def _do(self, work) -> None:
        asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    async def _start(self) -> None:
        if self.listening is None:
            self.listening = await asyncio.start_server(self._join, "127.0.0.1", self.port)
            self.port = self.listening.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        if self.listening:
            self.listening.close()
            self.listening = None
        for end in self.ends:
            end.transport.abort()

    async def _join(self, reader: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
        try:
            answers, server = await asyncio.open_connection("127.0.0.1", self.server_port)
        except OSError:
            browser.transport.abort()
            return
        ends = {browser, server}
        self.ends |= ends
        # Whether the answer to what was sent last is to be lost.
        deaf = asyncio.Event()
        both = self._send(reader, server, deaf), self._answer(answers, browser, deaf)
        tasks = [asyncio.create_task(each) for each in both]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.ends -= ends
        for end in ends:
            end.transport.abort()

    async def _send(self, reader, server, deaf) -> None:
        with suppress(OSError):
            while sent := await reader.read(65536):
                if sent.startswith(b"POST ") and self.fails:
                    self.fails -= 1
                    if self.fault is Fault.CUT:
                        return
                    deaf.set()
                server.write(sent)
                await server.drain()

    async def _answer(self, answers, browser, deaf) -> None:
        with suppress(OSError):
            while (answer := await answers.read(65536)) and not deaf.is_set():
                browser.write(answer)
                await browser.drain()
            if not deaf.is_set():
                browser.close()
                await browser.wait_closed()


@contextmanager
def wired(server_port: int) -> Iterator[Wire]:
    wire = Wire(server_port)
    thread = Thread(target=wire.loop.run_forever, daemon=True)
    thread.start()
    wire.start()
    yield wire
    wire.stop()
    wire.loop.call_soon_threadsafe(wire.loop.stop)
    thread.join(10)
    wire.loop.close()
