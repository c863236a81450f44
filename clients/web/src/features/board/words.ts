import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { usePlace } from "../../session/place.tsx";
import { useDuration } from "../../texts/duration.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, roundedDown, roundedUp } from "../../texts/time.ts";

export interface Words {
  /** When the turn will probably come: "10:20 – 10:45", never a minute. */
  range(forecast: Schemas["TurnForecast"] | null | undefined): string;
  /** The same as a sentence. */
  rangeSentence(forecast: Schemas["TurnForecast"] | null | undefined): string;
  /**
   * @param minutes since the arrival; the order may count a wait otherwise, as for who has booked, is of a group that goes first,
   *     or comes from another desk
   */
  reason(reason: Schemas["RankReason"] | null | undefined, minutes: number): string;
  at(time: string | null | undefined): string;
}

const SOON_MS = 6 * 60_000;
/** So old what the server told may be. */
const LAG_MINUTES = 2;

export function useWords(): Words {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const duration = useDuration();
  return useMemo(() => {
    const at = (time: string | null | undefined) => (time ? clock(time, language, timeZone) : "");
    const ends = ({ start }: Schemas["TurnForecast"]) => {
      if (!start) return null;
      const from = roundedDown(start.p50);
      const to = roundedUp(start.p90);
      return { from: clock(from, language, timeZone), to: clock(to, language, timeZone), until: to };
    };
    function range(forecast: Schemas["TurnForecast"]): string {
      if (forecast.kind === "NOT_BEFORE") return t`not before ${at(forecast.notBefore)}`;
      const told = forecast.kind === "RANGE" ? ends(forecast) : null;
      if (!told) return t`can't be told`;
      if (told.until.getTime() - Date.parse(forecast.asOf) < SOON_MS) return t`now`;
      return told.from === told.to ? t`about ${told.from}` : `${told.from} – ${told.to}`;
    }
    return {
      at,
      range: (forecast) => (forecast ? range(forecast) : ""),
      rangeSentence(forecast) {
        const range = forecast && ends(forecast);
        if (!range || range.from === range.to) return "";
        return t`Probably between ${range.from} and ${range.to}`;
      },
      reason(reason, minutes) {
        if (!reason) return "";
        const waited = duration(reason.minutes);
        const isCounted = Math.abs(reason.minutes - minutes) > LAG_MINUTES;
        switch (reason.code) {
          case "STRICT":
          case "CATEGORY":
            return isCounted ? t`by urgency, wait counted as ${waited}` : t`by urgency, waits ${waited}`;
          case "PROMOTED":
            return isCounted ? t`moved up, wait counted as ${waited}` : t`moved up, waits ${waited}`;
          case "WAIT_TO_TARGET":
            return t`wait against target, ${waited}`;
          case "FIRST_COME":
            return t`in order of arrival`;
          case "MISSED_CALL":
            return t`missed a call, comes again`;
          case "AT_ANOTHER_DESK":
            return t`is at another desk now`;
          case "NEEDS_REBINDING":
            return t`the doctor is away: choose another`;
          default:
            return reason.text;
        }
      },
    };
  }, [t, timeZone, language, duration]);
}
