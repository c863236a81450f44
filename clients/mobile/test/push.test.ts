import { afterEach, expect, test, vi } from "vitest";
import { dropPushToken, onMessageWhileAway, onPush, pushToken } from "../src/device/push.ts";

/** As React Native and Firebase are on an Android phone; what is granted, the test says. */
const phone = vi.hoisted(() => ({
  os: "android",
  version: 34,
  answer: "granted",
  asked: [] as string[],
  deleted: 0,
  away: null as null | ((message: object) => Promise<void>),
  first: null as null | object,
}));
vi.mock("expo-constants", () => ({ default: { expoConfig: { extra: { hasPush: true } } } }));
vi.mock("expo-notifications", () => ({ dismissAllNotificationsAsync: async () => undefined }));
vi.mock("react-native", () => ({
  Platform: {
    get OS() {
      return phone.os;
    },
    get Version() {
      return phone.version;
    },
  },
  PermissionsAndroid: {
    PERMISSIONS: { POST_NOTIFICATIONS: "android.permission.POST_NOTIFICATIONS" },
    RESULTS: { GRANTED: "granted" },
    request: async (permission: string) => {
      phone.asked.push(permission);
      return phone.answer;
    },
  },
}));
vi.mock("@react-native-firebase/messaging", () => ({
  AuthorizationStatus: { AUTHORIZED: 1, PROVISIONAL: 2 },
  getMessaging: () => "messaging",
  // Firebase itself says so on Android, whatever the person allows.
  requestPermission: async () => 1,
  getToken: async () => "address",
  deleteToken: async () => {
    phone.deleted += 1;
  },
  setBackgroundMessageHandler: (_of: unknown, handler: typeof phone.away) => {
    phone.away = handler;
  },
  onTokenRefresh: () => () => undefined,
  onMessage: () => () => undefined,
  onNotificationOpenedApp: () => () => undefined,
  getInitialNotification: async () => phone.first,
}));

afterEach(() => {
  Object.assign(phone, {
    os: "android",
    version: 34,
    answer: "granted",
    asked: [],
    deleted: 0,
    away: null,
    first: null,
  });
});

test("Android 13 and later asks the person, and a no is kept to", async () => {
  expect(await pushToken()).toBe("address");
  expect(phone.asked).toEqual(["android.permission.POST_NOTIFICATIONS"]);
  phone.answer = "denied";
  expect(await pushToken()).toBeNull();
});

test("before Android 13, and on iOS, Android's question isn't asked", async () => {
  phone.version = 32;
  expect(await pushToken()).toBe("address");
  phone.os = "ios";
  phone.version = 18;
  expect(await pushToken()).toBe("address");
  expect(phone.asked).toEqual([]);
});

test("what comes while the app is away is handed on with its data", async () => {
  const came = vi.fn(async () => undefined);
  onMessageWhileAway(came);
  await vi.waitFor(() => expect(phone.away).not.toBeNull());
  await phone.away!({ data: { notificationId: "n" } });
  expect(came).toHaveBeenCalledWith({ notificationId: "n" });
});

test("the message that opened the app is opened", async () => {
  phone.first = { data: { visitId: "v" } };
  const opened = vi.fn();
  onPush({ token: () => undefined, came: () => undefined, opened });
  await vi.waitFor(() => expect(opened).toHaveBeenCalledWith({ visitId: "v" }));
});

test("the address is deleted on the phone itself", async () => {
  await dropPushToken();
  expect(phone.deleted).toBe(1);
});
