import * as SecureStore from "expo-secure-store";

const NAME = "careturn.refresh";

/** Where the refresh token is: on a phone in the keychain, and sent by the app itself. */
export const keeper = {
  client: "APP" as "APP" | "WEB",
  async body(): Promise<{ refreshToken?: string; kind?: "PATIENT" } | null> {
    const refreshToken = await SecureStore.getItemAsync(NAME);
    return refreshToken ? { refreshToken } : null;
  },
  async keep(refreshToken: string | null | undefined): Promise<void> {
    if (refreshToken) {
      const keychainAccessible = SecureStore.AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY;
      await SecureStore.setItemAsync(NAME, refreshToken, { keychainAccessible });
    } else await SecureStore.deleteItemAsync(NAME);
  },
};
