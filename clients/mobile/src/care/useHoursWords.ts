import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useLanguage } from "../texts/i18n.ts";
import { weekday } from "../texts/time.ts";
import { clockOf, today, WEEKDAYS } from "./hours.ts";

type Hours = Schemas["OpeningHoursHours"];

/** Opening hours in words, by the hospital's clock. */
export function useHoursWords(timeZone: string, at: number) {
  const { t } = useLingui();
  const language = useLanguage();

  function now(hours: readonly Hours[]): string {
    const clock = clockOf(at, timeZone);
    const { isOpen, until } = today(hours, clock.weekday, clock.time);
    if (isOpen) return until ? t`Open until ${until}` : t`Open`;
    return until ? t`Closed, opens at ${until}` : t`Closed today`;
  }

  function week(hours: readonly Hours[]): { day: string; times: string }[] {
    return WEEKDAYS.map((name, index) => {
      const times = hours
        .filter((one) => one.weekday === name)
        .map(({ opens, closes }) => `${opens.slice(0, 5)}–${closes.slice(0, 5)}`)
        .join(", ");
      return { day: weekday(index + 1, language), times: times || t`closed` };
    });
  }

  return { now, week };
}
