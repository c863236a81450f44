// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { Tokens } from "../src/session/tokens.ts";

const ACCOUNT = { id: "a1", displayName: "Ciara", kind: "STAFF", roles: [], patientId: null };
const signedIn = () =>
  Response.json({ accessToken: `t${Math.random()}`, expiresIn: 600, tokenType: "Bearer", account: ACCOUNT });

let last: Promise<unknown> = Promise.resolve();

beforeEach(() => {
  localStorage.clear();
  last = Promise.resolve();
  // As the browser does: one holder of a name at a time.
  const request = (_: string, work: () => Promise<unknown>) => {
    last = last.then(work, work);
    return last;
  };
  vi.stubGlobal("navigator", { locks: { request } });
});

test("however many ask at once, one refresh is sent", async () => {
  const fetch = vi.fn(async () => signedIn());
  vi.stubGlobal("fetch", fetch);
  const tokens = new Tokens();
  const found = await Promise.all([tokens.valid(), tokens.valid(), tokens.current("a1"), tokens.refresh()]);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(found[0]).toBe(found[1]);
  expect(tokens.get()).toMatchObject({ state: "IN", isOffline: false });
});

test("a second tab takes the token that the first has fetched", async () => {
  const fetch = vi.fn(async () => signedIn());
  vi.stubGlobal("fetch", fetch);
  const [first, second] = [new Tokens(), new Tokens()];
  await first.refresh();
  await vi.waitFor(() => expect(second.get().state).toBe("IN"));
  expect(await second.valid()).toBe(await first.valid());
  expect(fetch).toHaveBeenCalledTimes(1);
});

test("a token is given for its own user only", async () => {
  vi.stubGlobal("fetch", async () => signedIn());
  const tokens = new Tokens();
  expect(await tokens.current("somebody else")).toBeNull();
});

test("without the server the desk opens for who was signed in, and without a token", async () => {
  vi.stubGlobal("fetch", async () => signedIn());
  await new Tokens().refresh();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  const tokens = new Tokens();
  await tokens.start();
  expect(tokens.get()).toMatchObject({ state: "IN", isOffline: true, account: { id: "a1" } });
  expect(await tokens.valid()).toBeNull();
  await expect(tokens.current("a1"), "not that he has to sign in").rejects.toThrow("no contact");
});

test("a sign-in that the server ended asks for a new one, and says that it ended", async () => {
  vi.stubGlobal("fetch", async () => signedIn());
  const tokens = new Tokens();
  await tokens.refresh();
  vi.stubGlobal("fetch", async () => Response.json({ code: "sign-in-required" }, { status: 401 }));
  expect(await tokens.refresh()).toBe(false);
  expect(tokens.get()).toEqual({ state: "OUT", reason: "ENDED" });
  expect(localStorage.getItem("careturn.account")).toBeNull();
  // Whatever still asks in the background takes the reason off no screen.
  expect(await tokens.refresh()).toBe(false);
  expect(await tokens.valid()).toBeNull();
  expect(tokens.get()).toEqual({ state: "OUT", reason: "ENDED" });
});

test("a server that is only busy ends nothing", async () => {
  vi.stubGlobal("fetch", async () => signedIn());
  const tokens = new Tokens();
  await tokens.refresh();
  vi.stubGlobal("fetch", async () => new Response("", { status: 503 }));
  expect(await tokens.refresh()).toBe(false);
  expect(tokens.get()).toMatchObject({ state: "IN", isOffline: true });
});

test("a network that swallows everything doesn't keep the desk shut", async () => {
  vi.stubGlobal("fetch", async () => signedIn());
  await new Tokens().refresh();
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  const tokens = new Tokens();
  void tokens.start();
  await vi.waitFor(() => expect(tokens.get()).toMatchObject({ state: "IN", isOffline: true }), { timeout: 5_000 });
});

test("where nobody is signed in the server isn't asked", async () => {
  const fetch = vi.fn(async () => signedIn());
  vi.stubGlobal("fetch", fetch);
  const tokens = new Tokens();
  await tokens.start();
  expect(tokens.get()).toEqual({ state: "OUT", reason: null });
  expect(fetch).not.toHaveBeenCalled();
});
