import Constants from "expo-constants";
import { Platform } from "react-native";

export const PLATFORM = Platform.OS === "ios" ? "IOS" : "ANDROID";

/** False on the web, and in builds without Firebase's files. */
export const HAS_PUSH = Boolean(Constants.expoConfig?.extra?.hasPush);

type Data = Record<string, unknown> | undefined;

const messaging = async () => {
  const { getMessaging, ...rest } = await import("@react-native-firebase/messaging");
  return { of: getMessaging(), ...rest };
};

/** Asks the person where that wasn't done; null where they don't want it. */
export async function pushToken(): Promise<string | null> {
  const { of, requestPermission, getToken, AuthorizationStatus } = await messaging();
  const given = await requestPermission(of);
  const isGiven = given === AuthorizationStatus.AUTHORIZED || given === AuthorizationStatus.PROVISIONAL;
  return isGiven ? getToken(of) : null;
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
