import Constants from "expo-constants";
import { dismissAllNotificationsAsync } from "expo-notifications";
import { PermissionsAndroid, Platform } from "react-native";

export const PLATFORM = Platform.OS === "ios" ? "IOS" : "ANDROID";

/** False on the web, and in builds without Firebase's files. */
export const HAS_PUSH = Boolean(Constants.expoConfig?.extra?.hasPush);

/** From here on Android asks before an app may show messages. */
const ANDROID_13 = 33;

export type Data = Record<string, unknown> | undefined;

const messaging = async () => {
  const { getMessaging, ...rest } = await import("@react-native-firebase/messaging");
  return { of: getMessaging(), ...rest };
};

/** Asks the person where that wasn't done; null where they don't want it. */
export async function pushToken(): Promise<string | null> {
  const { of, requestPermission, getToken, AuthorizationStatus } = await messaging();
  if (!(await mayShow())) return null;
  const given = await requestPermission(of);
  const isGiven = given === AuthorizationStatus.AUTHORIZED || given === AuthorizationStatus.PROVISIONAL;
  return isGiven ? getToken(of) : null;
}

async function mayShow(): Promise<boolean> {
  if (Platform.OS !== "android" || Number(Platform.Version) < ANDROID_13) return true;
  const { POST_NOTIFICATIONS } = PermissionsAndroid.PERMISSIONS;
  return (await PermissionsAndroid.request(POST_NOTIFICATIONS)) === PermissionsAndroid.RESULTS.GRANTED;
}

/** From now on this installation has another address, which nobody knows, and nothing of before stands on its screen. */
export async function dropPushToken(): Promise<void> {
  const { of, deleteToken } = await messaging();
  await dismissAllNotificationsAsync().catch(() => undefined);
  await deleteToken(of);
}

/** Messages that come while the app is closed or behind another; to be told of while its program is read. */
export function onMessageWhileAway(came: (data: Data) => Promise<void>): void {
  if (!HAS_PUSH) return;
  void messaging().then(({ of, setBackgroundMessageHandler }) =>
    setBackgroundMessageHandler(of, ({ data }) => came(data)),
  );
}

/** Tells of new tokens, of messages that came, and of one that was opened. Gives what ends it. */
export function onPush(heard: {
  token: (token: string) => void;
  came: (data: Data) => void;
  opened: (data: Data) => void;
}): () => void {
  let ends: (() => void)[] = [];
  let isOver = false;
  void messaging().then(async ({ of, onTokenRefresh, onMessage, onNotificationOpenedApp, getInitialNotification }) => {
    if (isOver) return;
    ends = [
      onTokenRefresh(of, heard.token),
      onMessage(of, async ({ data }) => heard.came(data)),
      onNotificationOpenedApp(of, ({ data }) => heard.opened(data)),
    ];
    const first = await getInitialNotification(of);
    if (first) heard.opened(first.data);
  });
  return () => {
    isOver = true;
    for (const end of ends) end();
  };
}
