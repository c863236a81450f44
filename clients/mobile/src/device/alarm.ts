import * as Haptics from "expo-haptics";
import * as Notifications from "expo-notifications";
import { Vibration } from "react-native";

const CHANNEL = "calls";

/** It's your turn: the phone vibrates and sounds, in the app too. Nothing about a person is in the text. */
export async function callAttention(title: string, text: string): Promise<void> {
  Vibration.vibrate([0, 500, 200, 500, 200, 800]);
  void Haptics.notificationAsync(Haptics.NotificationFeedbackType.Warning).catch(() => undefined);
  await Notifications.setNotificationChannelAsync(CHANNEL, {
    name: title,
    importance: Notifications.AndroidImportance.MAX,
    sound: "default",
  }).catch(() => null);
  const content = { title, body: text, sound: "default" as const };
  await Notifications.scheduleNotificationAsync({ content, trigger: { channelId: CHANNEL } }).catch(() => "");
}

/** Sounds need no permission of a tap on a phone. */
export function prepareSound(): void {}
