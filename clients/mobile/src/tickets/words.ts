import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useLanguage } from "../texts/i18n.ts";
import { clock, roundedDown, roundedUp } from "../texts/time.ts";
import type { Change } from "./change.ts";
import type { Forecast } from "./live.ts";

/** What is said of a forecast, in the hospital's time: a range, never a minute. */
export function useForecastWords(timeZone: string): {
  range: (forecast: Forecast | null | undefined) => string;
  notes: (forecast: Forecast | null | undefined) => string[];
  change: (change: Change) => string;
} {
  const { t } = useLingui();
  const language = useLanguage();
  const at = (instant: string | Date) => clock(instant, language, timeZone);

  function range(forecast: Forecast | null | undefined): string {
    if (forecast?.kind === "RANGE" && forecast.start) {
      const from = at(roundedDown(forecast.start.p10));
      const until = at(roundedUp(forecast.start.p90));
      return from === until ? t`At about ${from}` : t`Probably between ${from} and ${until}`;
    }
    if (forecast?.kind === "NOT_BEFORE" && forecast.notBefore) {
      const time = at(roundedUp(forecast.notBefore));
      return t`Not before ${time}`;
    }
    return t`We can't say yet when it will be. You will be told here.`;
  }

  function note({ code, name, at: from, until }: Forecast["notes"][number]): string {
    const who = name ?? t`The doctor`;
    const end = until ? at(until) : null;
    const begin = from ? at(from) : null;
    switch (code) {
      case "EMERGENCY_FIRST":
        return t`Somebody who can't wait is seen first.`;
      case "ON_BREAK":
        return end ? t`${who} is on a break until ${end}.` : t`${who} is on a break.`;
      case "BEGINS_LATER":
        return begin ? t`${who} begins at ${begin}.` : t`${who} begins later.`;
      case "NOBODY_ON_DUTY":
        return t`Nobody is seeing patients here just now.`;
      case "MAY_NOT_BE_REACHED":
        return t`It may be that not everybody is seen today. The reception can tell you more.`;
      default:
        return "";
    }
  }

  return {
    range,
    notes: (forecast) => (forecast?.notes ?? []).map(note).filter(Boolean),
    change: (change) => {
      if (change.kind === "MORE_AHEAD") return moreAhead(change.people);
      const { minutes } = change;
      return change.kind === "LATER"
        ? t`About ${minutes} minutes later than we said before.`
        : t`About ${minutes} minutes earlier than we said before.`;
    },
  };
}

function moreAhead(people: number): string {
  return plural(people, {
    one: "# more person is ahead of you, as it was more urgent.",
    other: "# more people are ahead of you, as it was more urgent.",
  });
}
