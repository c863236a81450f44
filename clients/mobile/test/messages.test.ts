import AsyncStorage from "@react-native-async-storage/async-storage";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { beginMessages, cameWhileAway, endMessages, forgetWhoLeft, placeOf } from "../src/me/messages.ts";
import { tokens } from "../src/session/tokens.ts";
import { pocket } from "../src/sync/pocket.ts";

// Where the server is: read with the first module.
vi.hoisted(() => {
  (globalThis as { location?: unknown }).location ??= { origin: "https://hospital.example" };
});

/** Firebase's part on a phone: one address, gone when it is deleted, which needs a connection. */
const phone = vi.hoisted(() => ({ isOnline: true, addresses: 1, asked: 0, isAllowed: true }));
vi.mock("../src/device/push", () => ({
  HAS_PUSH: true,
  PLATFORM: "ANDROID",
  pushToken: async () => {
    phone.asked += 1;
    return phone.isAllowed ? `address-${phone.addresses}` : null;
  },
  dropPushToken: async () => {
    if (!phone.isOnline) throw new Error("SERVICE_NOT_AVAILABLE");
    phone.addresses += 1;
  },
}));

let sent: { method: string; path: string; body: Record<string, unknown> | null }[] = [];

beforeEach(async () => {
  Object.assign(phone, { isOnline: true, addresses: 1, asked: 0, isAllowed: true });
  sent = [];
  await AsyncStorage.removeItem("careturn.push.left");
  vi.stubGlobal("fetch", async (request: Request) => {
    if (!phone.isOnline) throw new TypeError("no network");
    const text = await request.clone().text();
    const path = new URL(request.url).pathname.replace(/[0-9a-f-]{36}/g, "ID");
    sent.push({ method: request.method, path, body: text ? JSON.parse(text) : null });
    return new Response("{}", { headers: { "Content-Type": "application/json" } });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const signedIn = () => {
  const account = { id: "1", kind: "PATIENT", displayName: "Rosa", roles: [], patientId: "p" } as never;
  vi.spyOn(tokens, "get").mockReturnValue({ state: "IN", account, isOffline: false });
  vi.spyOn(tokens, "valid").mockResolvedValue("token");
};

test("who signs out with a connection is reached here no more", async () => {
  signedIn();
  await endMessages();
  expect(sent).toEqual([{ method: "DELETE", path: "/api/v1/push-devices/ID", body: null }]);
  expect(phone.addresses).toBe(2);
});

test("who signed out without a connection is reached here no more as soon as there is one", async () => {
  signedIn();
  phone.isOnline = false;
  await endMessages();
  await forgetWhoLeft();
  expect(phone.addresses).toBe(1);
  phone.isOnline = true;
  await forgetWhoLeft();
  expect(phone.addresses).toBe(2);
  // Once is enough.
  await forgetWhoLeft();
  expect(phone.addresses).toBe(2);
});

test("who signs in next has another address than who left without a connection", async () => {
  signedIn();
  phone.isOnline = false;
  await endMessages();
  phone.isOnline = true;
  await beginMessages();
  expect(sent).toEqual([
    { method: "PUT", path: "/api/v1/push-devices/ID", body: { token: "address-2", platform: "ANDROID" } },
  ]);
});

test("a message for who left, which comes while nobody is signed in, is the last one", async () => {
  signedIn();
  phone.isOnline = false;
  await endMessages();
  phone.isOnline = true;
  vi.spyOn(tokens, "get").mockReturnValue({ state: "OUT", reason: "LEFT" });
  await cameWhileAway({ notificationId: "n" });
  expect(phone.addresses).toBe(2);
  expect(sent).toEqual([]);
});

test("who doesn't want messages isn't registered", async () => {
  signedIn();
  phone.isAllowed = false;
  await beginMessages();
  expect(phone.asked).toBe(1);
  expect(sent).toEqual([]);
});

test("a message to the closed app is acknowledged, and what it tells of is fetched", async () => {
  signedIn();
  const start = vi.spyOn(tokens, "start").mockResolvedValue();
  vi.spyOn(tokens, "get").mockReturnValueOnce({ state: "STARTING" });
  const open = vi.spyOn(pocket, "open").mockResolvedValue();
  const sync = vi.spyOn(pocket.engine, "sync").mockResolvedValue(undefined as never);
  await cameWhileAway({ notificationId: "0199c3f0-6a1e-7c55-9d2b-0000000000c4", pull: "now" });
  expect(start).toHaveBeenCalledOnce();
  expect(open).toHaveBeenCalledWith("1");
  expect(sync).toHaveBeenCalledOnce();
  expect(sent).toContainEqual({
    method: "POST",
    path: "/api/v1/push-devices/ID/acknowledgements",
    body: { notificationId: "0199c3f0-6a1e-7c55-9d2b-0000000000c4" },
  });
  expect(sent.some(({ path }) => path === "/api/v1/visits")).toBe(true);
});

test("a message that is opened leads to its ticket, else to its appointment", () => {
  expect(placeOf({ visitId: "v", appointmentId: "a" })).toBe("/ticket/v");
  expect(placeOf({ appointmentId: "a" })).toBe("/booking/a");
  expect(placeOf({ kind: "OTHER" })).toBe("/");
  expect(placeOf(undefined)).toBe("/");
});
