import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";

const LONGEST_IN_MINUTES = 90;

/** "35 min"; what is longer than an hour and a half in hours and minutes: "2 h 5 min". */
export function useDuration(): (minutes: number) => string {
  const { t } = useLingui();
  return useCallback(
    (minutes) => {
      if (minutes <= LONGEST_IN_MINUTES) return t`${minutes} min`;
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      return rest === 0 ? t`${hours} h` : t`${hours} h ${rest} min`;
    },
    [t],
  );
}
