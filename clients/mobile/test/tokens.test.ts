import AsyncStorage from "@react-native-async-storage/async-storage";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Tokens } from "../src/session/tokens.ts";

/** The sign-in addresses as the server has them: a cookie each for staff and patients, and only the desk's is there. */
function browserOfTheDesk() {
  const sent: { path: string; kind: unknown }[] = [];
  vi.stubGlobal("fetch", async (url: string, request: { body: string }) => {
    const { kind } = JSON.parse(request.body) as { kind?: string };
    sent.push({ path: url.replace(/.*\/auth\//, ""), kind });
    if ((kind ?? "STAFF") !== "STAFF") return new Response('{"code":"sign-in-ended"}', { status: 401 });
    const account = { id: "1", kind: "STAFF", displayName: "A Nurse", roles: [], patientId: null };
    return new Response(JSON.stringify({ account, accessToken: "staff", expiresIn: 600, tokenType: "Bearer" }));
  });
  return sent;
}

beforeEach(async () => {
  await AsyncStorage.removeItem("careturn.account");
  vi.stubGlobal("navigator", { locks: { request: (_name: string, work: () => unknown) => work() } });
});
afterEach(() => vi.unstubAllGlobals());

const kept = (kind: string) =>
  AsyncStorage.setItem("careturn.account", JSON.stringify({ id: "1", kind, displayName: "Somebody", roles: [] }));

test("who is signed in at the desk of this browser isn't greeted as a patient", async () => {
  const sent = browserOfTheDesk();
  await kept("PATIENT");
  const tokens = new Tokens();
  await tokens.start();
  expect(tokens.get()).toEqual({ state: "OUT", reason: "ENDED" });
  expect(sent).toEqual([{ path: "refresh", kind: "PATIENT" }]);
});

test("a person of the staff whom an earlier version kept is forgotten", async () => {
  const sent = browserOfTheDesk();
  await kept("STAFF");
  const tokens = new Tokens();
  await tokens.start();
  expect(tokens.get()).toEqual({ state: "OUT", reason: null });
  expect(sent).toEqual([]);
});

test("signing out of the app leaves the desk signed in", async () => {
  const sent = browserOfTheDesk();
  await new Tokens().signOut();
  expect(sent).toEqual([{ path: "logout", kind: "PATIENT" }]);
});
