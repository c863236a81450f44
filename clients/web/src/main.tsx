import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import "./ui/mantine.css";
import "./ui/styles.css";
import { App } from "./app/App.tsx";
import { watchForUpdates } from "./app/update.ts";
import { Refused } from "./session/server.ts";
import { tokens } from "./session/tokens.ts";
import { directionOf, firstLanguage, speak } from "./texts/i18n.ts";
import { Announcer } from "./ui/announce.tsx";
import { listenToKeys } from "./ui/keys.tsx";
import { theme } from "./ui/theme.ts";
import { Toasts } from "./ui/toasts.tsx";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal is an answer; only what wasn't reached is asked for again.
      retry: (count, error) => count < 2 && (!(error instanceof Refused) || error.status === 0 || error.status === 503),
      networkMode: "always",
    },
  },
});

const language = firstLanguage();
await speak(language);
listenToKeys();
watchForUpdates();
void tokens.start();

createRoot(document.getElementById("root")!).render(
  <I18nProvider i18n={i18n}>
    <DirectionProvider initialDirection={directionOf(language)}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <App />
          <Toasts />
          <Announcer />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </I18nProvider>,
);
