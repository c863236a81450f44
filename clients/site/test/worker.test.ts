import { expect, test } from "vitest";
import { helpWorker } from "../src/worker.ts";

const CONTENTS = new Map([
  ["index.html", "<h1>Help</h1>"],
  ["en/reception.html", "<h1>Reception</h1>"],
]);

type Handler = (event: {
  waitUntil(work: Promise<unknown>): void;
  request: Request;
  respondWith(answer: unknown): void;
}) => void;

/** The worker in a browser that keeps what it is told to keep, and loses the network afterwards. */
function run(script: string) {
  const kept = new Map<string, Map<string, string>>();
  const handlers = new Map<string, Handler>();
  let isOnline = true;
  const base = "https://hospital.test/help/";
  const plain = (address: string) => new URL(address, base).href.replace(/\?.*/, "");
  const fetched = async (request: { url: string }) => {
    if (!isOnline) throw new TypeError("no network");
    return {
      ok: true,
      text: `fetched ${plain(request.url)}`,
      clone: () => ({ text: `fetched ${plain(request.url)}` }),
    };
  };
  const caches = {
    open: async (name: string) => {
      const cache = kept.get(name) ?? new Map<string, string>();
      kept.set(name, cache);
      return {
        addAll: async (requests: { url: string }[]) => {
          for (const { url } of requests) cache.set(plain(url), `kept ${plain(url)}`);
        },
        match: async (request: { url: string }) => {
          const text = cache.get(plain(request.url));
          return text && { text };
        },
        put: async (request: { url: string }, answer: { text: string }) =>
          void cache.set(plain(request.url), answer.text),
      };
    },
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  };
  const scope = {
    addEventListener: (name: string, handler: Handler) => handlers.set(name, handler),
    skipWaiting: async () => undefined,
    clients: { claim: async () => undefined },
  };
  class Asked {
    readonly url: string;
    constructor(address: string) {
      this.url = new URL(address, base).href;
    }
  }
  const start = new Function("self", "caches", "fetch", "Request", "location", script);
  start(scope, caches, fetched, Asked, new URL(base));
  const tell = async (name: string) => {
    let work: Promise<unknown> = Promise.resolve();
    handlers.get(name)!({
      waitUntil: (promise: Promise<unknown>) => {
        work = promise;
      },
    } as never);
    await work;
  };
  const ask = async (address: string) => {
    let answer: Promise<{ text: string }> | undefined;
    const request = { url: new URL(address, base).href, method: "GET" };
    handlers.get("fetch")!({
      request,
      respondWith: (given: never) => {
        answer = given;
      },
    } as never);
    return (await answer)?.text;
  };
  const goOffline = () => {
    isOnline = false;
  };
  return { kept, tell, ask, goOffline };
}

test("Help is read without a network, also by its address with role and language (FR-RECEP-15)", async () => {
  const { kept, tell, ask, goOffline } = run(helpWorker(CONTENTS));
  kept.set("careturn-help-older", new Map());
  kept.set("of-the-desk", new Map());
  await tell("install");
  await tell("activate");
  expect([...kept.keys()].some((name) => name === "careturn-help-older")).toBe(false);
  expect(kept.has("of-the-desk")).toBe(true);
  expect(await ask("pictures/board.webp")).toContain("fetched");
  goOffline();
  expect(await ask("?en&RECEPTIONIST")).toBe("kept https://hospital.test/help/");
  expect(await ask("en/reception.html")).toBe("kept https://hospital.test/help/en/reception.html");
  expect(await ask("pictures/board.webp")).toContain("board.webp");
  await expect(ask("pictures/other.webp")).rejects.toThrow("no network");
});

test("another content is another worker, the same content the same", () => {
  expect(helpWorker(new Map([...CONTENTS].reverse()))).toBe(helpWorker(CONTENTS));
  expect(helpWorker(new Map([...CONTENTS, ["en/reception.html", "<h1>Front desk</h1>"]]))).not.toBe(
    helpWorker(CONTENTS),
  );
});
