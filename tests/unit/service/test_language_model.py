"""The language model's client: time-outs, retries, limits, costs, errors in Dateline's words."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine
from contextlib import aclosing
from typing import Any

import httpx2
import pytest
from openai import AsyncOpenAI

from corpus.errors import ConfigurationError, ModelRejected, ModelUnavailable
from service.answering.language_model import (
    CircuitBreaker,
    Completion,
    Message,
    OpenAILanguageModel,
    estimated_tokens,
    openai_client,
)
from service.answering.llm_settings import LlmSettings, ModelPrice
from tests.fakes.model_server import FakeModelServer, Reply, failure, text

MESSAGES = (Message("system", "Be brief."), Message("user", "Hello?"))


def settings(**changes: Any) -> LlmSettings:
    values: dict[str, Any] = {"model": "fake", "retries": 0, **changes}
    return LlmSettings(**values)


def asked(
    server: FakeModelServer, output_tokens: int = 100, **changes: Any
) -> Coroutine[Any, Any, Completion]:
    return model_of(server, **changes).complete(MESSAGES, output_tokens=output_tokens)


def model_of(server: FakeModelServer, **changes: Any) -> OpenAILanguageModel:
    chosen = settings(**changes)
    client = AsyncOpenAI(
        api_key="k",
        base_url="http://model.test/v1",
        max_retries=chosen.retries,
        http_client=server.client(),
    )
    return OpenAILanguageModel(client, chosen)


def test_returns_the_streamed_text_with_reported_usage() -> None:
    server = FakeModelServer(text("Mongolia ratified it in 2002. [1]", tokens=(1_000, 50)))
    completion = asyncio.run(asked(server))
    assert completion.text == "Mongolia ratified it in 2002. [1]"
    assert (completion.usage.prompt_tokens, completion.usage.completion_tokens) == (1_000, 50)
    assert completion.is_complete
    assert completion.first_token_ms > 0
    assert server.requests[0]["stream"] is True
    assert server.requests[0]["max_tokens"] == 100


def test_streams_pieces_and_then_the_whole() -> None:
    async def pieces() -> list[str | Completion]:
        model = model_of(FakeModelServer(text("Hello there, reader.")))
        return [piece async for piece in model.stream(MESSAGES, output_tokens=10)]

    *written, whole = asyncio.run(pieces())
    assert isinstance(whole, Completion)
    assert len(written) > 1
    assert "".join(str(piece) for piece in written) == whole.text == "Hello there, reader."


def test_cost_is_computed_from_the_price_table_and_unknown_without_a_price() -> None:
    price = ModelPrice(prompt_usd_per_million_tokens=2, completion_usd_per_million_tokens=10)
    server = FakeModelServer(text("Yes.", tokens=(1_000, 100)))
    assert asyncio.run(asked(server, prices={"fake": price})).usage.cost_usd == pytest.approx(0.003)
    assert asyncio.run(asked(server)).usage.cost_usd is None


def test_unreported_usage_is_estimated_at_unknown_cost() -> None:
    price = ModelPrice(prompt_usd_per_million_tokens=2, completion_usd_per_million_tokens=10)
    completion = asyncio.run(
        asked(FakeModelServer(text("Yes, they did.", tokens=None)), prices={"fake": price})
    )
    assert completion.usage.prompt_tokens > 0
    assert completion.usage.cost_usd is None


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_overload_and_server_errors_may_pass(status: int) -> None:
    with pytest.raises(ModelUnavailable, match=str(status)):
        asyncio.run(asked(FakeModelServer(failure(status))))


@pytest.mark.parametrize(
    ("status", "advice"), [(400, "too long"), (401, "OPENAI_API_KEY"), (404, "DATELINE_LLM__MODEL")]
)
def test_refused_requests_are_for_good_and_say_what_to_do(status: int, advice: str) -> None:
    with pytest.raises(ModelRejected, match=advice):
        asyncio.run(asked(FakeModelServer(failure(status, "the prompt is too long"))))


def test_a_failed_request_is_sent_again_by_the_sdk() -> None:
    server = FakeModelServer(failure(500), text("Fine."))
    assert asyncio.run(asked(server, retries=1)).text == "Fine."
    assert len(server.requests) == 2


def test_a_slow_first_token_ends_at_its_time_out() -> None:
    server = FakeModelServer(text("Late.", first_piece_after_seconds=5))
    started = time.monotonic()
    with pytest.raises(ModelUnavailable, match="in time"):
        asyncio.run(asked(server, first_token_timeout_seconds=0.1))
    assert time.monotonic() - started < 1


def test_slow_writing_ends_at_the_total_time_out() -> None:
    server = FakeModelServer(Reply(pieces=("word ",), endless=True, pause_seconds=0.02))
    with pytest.raises(ModelUnavailable, match="in time"):
        asyncio.run(asked(server, 10_000, total_timeout_seconds=0.3))


def test_endless_writing_is_cut_off_and_marked_incomplete() -> None:
    server = FakeModelServer(Reply(pieces=("again and again ",), endless=True))
    completion = asyncio.run(asked(server, 10))
    assert not completion.is_complete
    assert len(completion.text) < 200
    assert server.cut_off == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"data: {not json}\n\n",
        b"data: \xff\xfe\xfa\n\n",
        b'data: {"choices": [{"index": 0, "delta": {"content": 5}}]}\n\ndata: [DO',
        b'data: {"error": {"message": "out of memory"}}\n\n',
        b'data: {"choices": 5}\n\ndata: [DONE]\n\n',
        b'data: {"choices": ["stop"]}\n\ndata: [DONE]\n\n',
        b'data: {"choices": {"0": {}}}\n\ndata: [DONE]\n\n',
        b"data: [1]\n\ndata: [DONE]\n\n",
    ],
)
def test_a_garbled_stream_is_no_answer(raw: bytes) -> None:
    try:
        completion = asyncio.run(asked(FakeModelServer(Reply(raw=raw))))
    except ModelUnavailable:
        return
    assert not completion.text


HELLO = b'data: {"choices": [{"index": 0, "delta": {"content": "Hello."}}]}\n\n'


@pytest.mark.parametrize(
    "odd",
    [
        b'{"choices": null}',
        b"{}",
        b'{"choices": [{"index": 0, "delta": null, "finish_reason": "stop"}]}',
        b'{"choices": [{"index": 0, "finish_reason": "stop"}]}',
        b'{"choices": [], "usage": {"prompt_tokens": 7}}',
        b'{"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": null}}',
        b'{"choices": [], "usage": {"prompt_tokens": "many", "completion_tokens": -1}}',
        b'{"choices": [], "usage": 5}',
    ],
)
def test_a_chunk_that_lacks_what_others_have_loses_no_answer(odd: bytes) -> None:
    price = ModelPrice(prompt_usd_per_million_tokens=2, completion_usd_per_million_tokens=10)
    server = FakeModelServer(Reply(raw=HELLO + b"data: " + odd + b"\n\ndata: [DONE]\n\n"))
    completion = asyncio.run(asked(server, prices={"fake": price}))
    assert completion.text == "Hello."
    assert completion.usage.prompt_tokens > 0
    assert completion.usage.completion_tokens > 0
    assert completion.usage.cost_usd is None


def test_a_stream_that_breaks_off_is_no_answer() -> None:
    with pytest.raises(ModelUnavailable, match="broke off"):
        asyncio.run(asked(FakeModelServer(text("Half an answer", breaks_after=1))))


def test_a_stream_that_does_not_say_that_it_is_over_broke_off() -> None:
    with pytest.raises(ModelUnavailable, match="broke off"):
        asyncio.run(asked(FakeModelServer(text("Half an answer", ends_silently=True))))
    raw = HELLO + b'data: {"choices": [], "usage": {"prompt_tokens": 7}}\n\n'
    with pytest.raises(ModelUnavailable, match="broke off"):
        asyncio.run(asked(FakeModelServer(Reply(raw=raw))))


def test_a_finish_or_the_last_event_alone_is_the_end() -> None:
    finish = b'data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}\n\n'
    for end in (finish, b"data: [DONE]\n\n"):
        completion = asyncio.run(asked(FakeModelServer(Reply(raw=HELLO + end))))
        assert (completion.text, completion.is_complete) == ("Hello.", True)


@pytest.mark.parametrize("reason", ["length", "max_tokens", "content_filter"])
def test_a_text_that_was_cut_short_is_incomplete(reason: str) -> None:
    completion = asyncio.run(asked(FakeModelServer(text("Half an", finish_reason=reason))))
    assert not completion.is_complete


def test_a_server_that_is_away_is_unavailable() -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    client = AsyncOpenAI(
        api_key="k",
        base_url="http://model.test/v1",
        max_retries=0,
        http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(refuse)),
    )
    model = OpenAILanguageModel(client, settings())
    with pytest.raises(ModelUnavailable, match="OPENAI_BASE_URL"):
        asyncio.run(model.complete(MESSAGES, output_tokens=50))


def test_parameters_that_a_model_refuses_are_left_out_from_then_on() -> None:
    server = FakeModelServer(
        failure(400, "Unsupported parameter", param="max_tokens", code="unsupported_parameter"),
        failure(400, "Unsupported value", param="temperature", code="unsupported_value"),
        text("Fine."),
    )
    model = model_of(server)

    async def twice() -> None:
        await model.complete(MESSAGES, output_tokens=50)
        await model.complete(MESSAGES, output_tokens=50)

    asyncio.run(twice())
    assert len(server.requests) == 4
    for body in server.requests[2:]:
        assert body["max_completion_tokens"] == 50
        assert not {"max_tokens", "temperature"} & body.keys()


def test_requests_sent_together_each_learn_what_the_model_refuses() -> None:
    answering = FakeModelServer(text("Fine."))
    together = asyncio.Barrier(2)
    refusals = 0

    async def reasoning(request: httpx2.Request) -> httpx2.Response:
        nonlocal refusals
        body = json.loads(await request.aread())
        for parameter in ("max_tokens", "temperature"):
            if parameter in body:
                refusals += 1
                await together.wait()
                error = {"message": "Unsupported parameter", "param": parameter}
                return httpx2.Response(400, json={"error": error})
        return await answering.transport.handle_async_request(request)

    client = AsyncOpenAI(
        api_key="k",
        base_url="http://model.test/v1",
        max_retries=0,
        http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(reasoning)),
    )
    model = OpenAILanguageModel(client, settings())

    async def both() -> list[Completion]:
        return await asyncio.gather(*(model.complete(MESSAGES, output_tokens=50) for _ in range(2)))

    assert [one.text for one in asyncio.run(both())] == ["Fine.", "Fine."]
    assert refusals == 4


def test_a_parameter_refused_that_was_not_sent_is_a_refusal_for_good() -> None:
    server = FakeModelServer(failure(400, "Unsupported value", param="temperature"))
    with pytest.raises(ModelRejected):
        asyncio.run(asked(server, temperature=None))
    assert len(server.requests) == 1


def test_no_more_requests_run_at_once_than_allowed() -> None:
    server = FakeModelServer(text("Fine, thank you.", pause_seconds=0.01))
    model = model_of(server, concurrent_requests=3)

    async def many() -> list[Completion]:
        return await asyncio.gather(
            *(model.complete(MESSAGES, output_tokens=50) for _ in range(20))
        )

    assert {completion.text for completion in asyncio.run(many())} == {"Fine, thank you."}
    assert server.most_running == 3


def test_waiting_for_a_place_counts_towards_the_first_token_time_out() -> None:
    server = FakeModelServer(text("Fine, thank you.", pause_seconds=0.2))
    model = model_of(server, concurrent_requests=1, first_token_timeout_seconds=0.1)

    async def two() -> list[Completion | BaseException]:
        calls = [model.complete(MESSAGES, output_tokens=50) for _ in range(2)]
        return await asyncio.gather(*calls, return_exceptions=True)

    first, second = asyncio.run(two())
    assert isinstance(first, Completion)
    assert isinstance(second, ModelUnavailable)
    assert "busy" in str(second)


def test_a_reader_who_goes_away_ends_the_request_and_frees_the_place() -> None:
    server = FakeModelServer(Reply(pieces=("word ",), endless=True, pause_seconds=0.01))
    model = model_of(server, concurrent_requests=1)

    async def leave_and_ask_again() -> str:
        async with aclosing(model.stream(MESSAGES, output_tokens=9_999)) as pieces:
            async for _ in pieces:
                break
        task = asyncio.create_task(model.complete(MESSAGES, output_tokens=9_999))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        server.replies[0] = text("Still here.")
        return (await model.complete(MESSAGES, output_tokens=50)).text

    assert asyncio.run(leave_and_ask_again()) == "Still here."
    assert server.running == 0
    assert server.cut_off == 2


def test_a_dead_model_is_asked_no_more_until_the_pause_is_over() -> None:
    now = 0.0
    server = FakeModelServer(failure(500))
    chosen = settings(failures_before_pause=2, pause_seconds=30)
    client = AsyncOpenAI(
        api_key="k", base_url="http://model.test/v1", max_retries=0, http_client=server.client()
    )
    model = OpenAILanguageModel(client, chosen, clock=lambda: now)

    async def ask() -> str:
        try:
            return (await model.complete(MESSAGES, output_tokens=50)).text
        except ModelUnavailable as error:
            return str(error)

    async def story() -> None:
        nonlocal now
        await ask()
        await ask()
        assert "left alone" in await ask()
        assert len(server.requests) == 2
        now = 31.0
        server.replies[0] = text("Back.")
        assert await ask() == "Back."
        assert await ask() == "Back."

    asyncio.run(story())


def test_a_refused_request_does_not_open_the_circuit() -> None:
    server = FakeModelServer(failure(400))
    model = model_of(server, failures_before_pause=1)

    async def story() -> None:
        for _ in range(3):
            with pytest.raises(ModelRejected):
                await model.complete(MESSAGES, output_tokens=50)

    asyncio.run(story())
    assert len(server.requests) == 3


def test_circuit_breaker_lets_one_call_try_after_the_pause() -> None:
    now = 0.0
    breaker = CircuitBreaker(failures_before_pause=1, pause_seconds=10, clock=lambda: now)
    breaker.admit()
    breaker.record_failure()
    with pytest.raises(ModelUnavailable, match="10 s"):
        breaker.admit()
    now = 10.0
    breaker.admit()
    with pytest.raises(ModelUnavailable):
        breaker.admit()
    breaker.record_success()
    breaker.admit()


def test_an_address_alone_is_enough_and_nothing_is_not() -> None:
    client = openai_client(settings(), {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"})
    assert str(client.base_url).startswith("http://127.0.0.1:9/v1")
    assert client.api_key
    assert openai_client(settings(), {"OPENAI_API_KEY": "sk-1"}).api_key == "sk-1"
    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY"):
        openai_client(settings(), {})


def test_a_model_needs_a_name() -> None:
    client = openai_client(settings(), {"OPENAI_API_KEY": "sk-1"})
    with pytest.raises(ConfigurationError, match="DATELINE_LLM__MODEL"):
        OpenAILanguageModel(client, LlmSettings())


def test_speaks_to_a_real_socket() -> None:
    server = FakeModelServer(text("Over the wire."), text("Broken", breaks_after=0))

    async def story() -> str:
        async with server.listening() as address:
            chosen = settings()
            async with openai_client(chosen, {"OPENAI_BASE_URL": address}) as client:
                model = OpenAILanguageModel(client, chosen)
                answer = (await model.complete(MESSAGES, output_tokens=50)).text
                with pytest.raises(ModelUnavailable):
                    await model.complete(MESSAGES, output_tokens=50)
                return answer

    assert asyncio.run(story()) == "Over the wire."


def test_estimates_grow_with_the_script() -> None:
    assert estimated_tokens("") == 0
    assert estimated_tokens("a" * 35) == 10
    assert estimated_tokens("普京访问") > estimated_tokens("abcd")
