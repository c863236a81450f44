import * as ScreenCapture from "expo-screen-capture";
import { Platform } from "react-native";

/** Among the open apps a locked one shows nothing: blurred on iOS; blank on Android, where no pictures are taken of it either. */
export async function coverAmongApps(isCovered: boolean): Promise<void> {
  if (Platform.OS === "ios") {
    await (isCovered
      ? ScreenCapture.enableAppSwitcherProtectionAsync(1)
      : ScreenCapture.disableAppSwitcherProtectionAsync());
  } else {
    await (isCovered ? ScreenCapture.preventScreenCaptureAsync("lock") : ScreenCapture.allowScreenCaptureAsync("lock"));
  }
}
