import type { Schemas } from "@careturn/api";
import { Plural, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../../session/place.tsx";
import { answer, server } from "../../session/server.ts";
import classes from "./Risk.module.css";

export type NoShowRisk = Schemas["NoShowRisk"];

/** How likely those who are booked on a day don't come, by appointment; only the server reckons that. */
export function useRisks(day: string): ReadonlyMap<string, NoShowRisk> {
  const { facilityId } = usePlace();
  const { data } = useQuery({
    queryKey: ["risks", facilityId, day],
    staleTime: 5 * 60_000,
    queryFn: () => risksOf(facilityId, day),
  });
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, NoShowRisk> = new Map();

async function risksOf(facilityId: string, day: string): Promise<ReadonlyMap<string, NoShowRisk>> {
  const risks = new Map<string, NoShowRisk>();
  let cursor: string | undefined;
  do {
    const query = { facilityId, firstDay: day, limit: 500, ...(cursor ? { cursor } : {}) };
    const page = await answer(server.GET("/api/v1/appointments", { params: { query } }));
    for (const { appointment, noShow } of page.items) if (noShow) risks.set(appointment.id, noShow);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return risks;
}

/** Low, medium or high, and what moves it there the most. */
export function Risk({ risk: { level, reasons, early, earlierMissed, earlierShown, leadDays } }: { risk: NoShowRisk }) {
  const { t } = useLingui();
  const levels = { LOW: t`low`, MEDIUM: t`medium`, HIGH: t`high` };
  const words: Partial<Record<string, string>> = {
    BOOKED_LONG_BEFORE: t`booked long before`,
    BOOKED_SHORTLY_BEFORE: t`booked shortly before`,
    MISSED_BEFORE: t`missed appointments before`,
    CAME_BEFORE: t`came before`,
    FIRST_APPOINTMENT: t`first appointment here`,
    NOT_REMINDED: t`not reminded`,
    REMINDED: t`reminded`,
    AGE_MISSES_MORE: t`this age misses more`,
    AGE_MISSES_LESS: t`this age misses less`,
    BOOKING_HOUR_MISSES_MORE: t`this hour is missed more`,
    BOOKING_HOUR_MISSES_LESS: t`this hour is missed less`,
    WEEKDAY_MISSES_MORE: t`this weekday is missed more`,
    WEEKDAY_MISSES_LESS: t`this weekday is missed less`,
  };
  const why = reasons.flatMap((reason) => words[reason] ?? []);
  return (
    <span className={classes.risk}>
      <span className={classes.chip} data-level={level}>
        <span className={classes.only}>{t`May not come:`} </span>
        {levels[level]}
      </span>
      <span className={classes.why}>
        {why.slice(0, 2).join(", ")}
        {early ? `${why.length > 0 ? "; " : ""}${t`little is known yet`}` : ""}
        {earlierMissed > 0 ? (
          <>
            {" · "}
            {t`${earlierMissed} of ${earlierMissed + earlierShown} missed`}
          </>
        ) : null}
        {reasons[0] === "BOOKED_LONG_BEFORE" ? (
          <>
            {" · "}
            <Plural value={leadDays} one="# day before" other="# days before" />
          </>
        ) : null}
      </span>
    </span>
  );
}
