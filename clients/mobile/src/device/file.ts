import { Share } from "react-native";

/** Lets the person choose where it goes. False where they chose nothing. */
export async function giveFile(name: string, text: string): Promise<boolean> {
  const { action } = await Share.share({ title: name, message: text });
  return action === Share.sharedAction;
}
