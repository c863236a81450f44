import { afterEach, expect, test, vi } from "vitest";
import { EventParser, follow, type StreamEvent } from "../src/shared/events.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("events come whole, however the wire cuts them", () => {
  const text =
    'id: 1\nevent: board\ndata: {"a":1}\n\n: still here\n\nevent: board\r\ndata: x\r\ndata: y\r\n\r\nevent: half';
  for (let size = 1; size < 9; size++) {
    const parser = new EventParser();
    const events: StreamEvent[] = [];
    for (let at = 0; at < text.length; at += size) events.push(...parser.push(text.slice(at, at + size)));
    expect(events).toEqual([
      { event: "board", data: '{"a":1}' },
      { event: "board", data: "x\ny" },
    ]);
  }
});

/** Streams in turn: each a text and whether it then stays open in silence. */
function serve(...streams: { status?: number; text: string; isSilent?: boolean }[]) {
  const asked: number[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (_: string, { signal }: { signal: AbortSignal }) => {
      asked.push(Date.now());
      const { status = 200, text, isSilent = false } = streams[Math.min(asked.length, streams.length) - 1]!;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(text));
          if (!isSilent) controller.close();
          signal.addEventListener("abort", () => controller.error(signal.reason));
        },
      });
      return new Response(body, { status });
    }),
  );
  return asked;
}

function listen() {
  const told = { events: [] as string[], heard: 0, refused: [] as number[] };
  const end = follow({
    url: "/api/v1/events",
    token: async () => "token",
    onEvent: ({ data }) => told.events.push(data),
    onHeard: () => {
      told.heard += 1;
    },
    onRefused: (status) => told.refused.push(status),
  });
  return { told, end };
}

test("after each end it connects again, until it is told not to", async () => {
  vi.useFakeTimers();
  const asked = serve({ text: "data: one\n\n" }, { status: 503, text: "" }, { text: "data: two\n\n" });
  const { told, end } = listen();
  await vi.advanceTimersByTimeAsync(8_000);
  expect(told.events.slice(0, 2)).toEqual(["one", "two"]);
  expect(told.refused).toEqual([503]);
  end();
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.length).toBe(before);
});

test("a wire that says nothing for long is given up", async () => {
  vi.useFakeTimers();
  const asked = serve({ text: "data: one\n\n", isSilent: true }, { text: "data: two\n\n", isSilent: true });
  const { told, end } = listen();
  await vi.advanceTimersByTimeAsync(39_000);
  expect(asked.length).toBe(1);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(told.events).toEqual(["one", "two"]);
  end();
});
