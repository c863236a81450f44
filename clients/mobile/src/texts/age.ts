import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useLanguage } from "./i18n.ts";
import { clock, day } from "./time.ts";

const TICK_MS = 15_000;
const DAY_MS = 86_400_000;

/** The time by this device, anew every 15 seconds. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The zone in which the person lives; times at a hospital are in the hospital's. */
export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When that was: "a moment ago", "7 minutes ago", "10:42", "Mon 30 Nov, 10:42". */
export function useMinutes(at: number | undefined): string {
  const { t } = useLingui();
  const language = useLanguage();
  const now = useNow();
  if (!at) return "";
  const minutes = Math.floor(Math.max(0, now - at) / 60_000);
  if (minutes < 1) return t`a moment ago`;
  if (minutes < 60) return t`${minutes} min ago`;
  const time = clock(at, language, OWN_ZONE);
  return now - at < DAY_MS / 2 ? time : `${day(at, language, OWN_ZONE)}, ${time}`;
}
