import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { Stack } from "expo-router";
import { StatusBar } from "expo-status-bar";
import { useEffect, useState } from "react";
import { View } from "react-native";
import { SafeAreaProvider } from "react-native-safe-area-context";
import { watchForUpdates } from "../device/updates";
import { LockGate } from "../session/LockGate.tsx";
import { readPreferences, usePreferences } from "../session/preferences.ts";
import { SessionGate } from "../session/SessionGate.tsx";
import { tokens } from "../session/tokens.ts";
import { directionOf, firstLanguage, speak, useLanguage } from "../texts/i18n.ts";
import { ThemeProvider, useTheme } from "../ui/theme.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { UpdateBanner } from "../ui/UpdateBanner.tsx";

export default function Layout() {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    watchForUpdates();
    void readPreferences()
      .then(({ language }) => Promise.all([speak(firstLanguage(language)), tokens.start()]))
      .then(() => setReady(true));
  }, []);
  if (!isReady) return null;
  return (
    <SafeAreaProvider>
      <I18nProvider i18n={i18n}>
        <ThemeProvider>
          <Page />
        </ThemeProvider>
      </I18nProvider>
    </SafeAreaProvider>
  );
}

function Page() {
  const language = useLanguage();
  const chosen = usePreferences().language;
  const { colours, isDark } = useTheme();
  const direction = directionOf(language);
  useEffect(() => {
    if (firstLanguage(chosen) !== language) void speak(firstLanguage(chosen));
  }, [chosen, language]);
  return (
    <View
      // react-native-web turns start and end by it, phones by the style.
      {...({ dir: direction, lang: language } as object)}
      style={{ flex: 1, direction, backgroundColor: colours.page }}
    >
      <StatusBar {...({ style: isDark ? "light" : "dark" } as object)} />
      <UpdateBanner />
      <LockGate>
        <SessionGate>
          <Stack screenOptions={{ headerShown: false, contentStyle: { backgroundColor: colours.page } }} />
        </SessionGate>
        <Toasts />
      </LockGate>
    </View>
  );
}
