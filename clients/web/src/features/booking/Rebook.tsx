import type { Schemas } from "@careturn/api";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePlace } from "../../session/place.tsx";
import { answer, server } from "../../session/server.ts";
import { useDoctors } from "../../sync/doctors.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, day as dayText } from "../../texts/time.ts";
import { Empty, Failed, Loading, OnlineOnly, Stale } from "../../ui/states.tsx";
import classes from "./DayList.module.css";
import type { Line } from "./DayList.tsx";
import { useServices } from "./slots.ts";
import { useAppointments } from "./useAppointments.ts";

type Listed = Schemas["AppointmentLine"];

/** Open appointments that can't be kept: the hours or the doctor have gone, it lies outside of opening hours, or on a holiday. */
export async function toRebook(facilityId: string): Promise<Listed[]> {
  const lines: Listed[] = [];
  let cursor: string | undefined;
  do {
    const query = { facilityId, needsRebooking: true, limit: 200, ...(cursor ? { cursor } : {}) };
    const page = await answer(server.GET("/api/v1/appointments", { params: { query } }));
    lines.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return lines;
}

/** Where the server ends counting. */
const MOST_COUNTED = 100;

/** How many there are, as it is shown all day; empty where there is none. */
export function useNumberToRebook(): string {
  const { facilityId } = usePlace();
  const { data } = useQuery({
    queryKey: ["rebook", facilityId, "count"],
    staleTime: 30_000,
    refetchInterval: 120_000,
    queryFn: () => answer(server.GET("/api/v1/appointments/to-rebook", { params: { query: { facilityId } } })),
  });
  const count = data?.count ?? 0;
  return count === 0 ? "" : count < MOST_COUNTED ? String(count) : `${MOST_COUNTED - 1}+`;
}

function useToRebook() {
  const { facilityId } = usePlace();
  return useQuery({
    queryKey: ["rebook", facilityId],
    staleTime: 30_000,
    refetchInterval: 120_000,
    queryFn: () => toRebook(facilityId),
  });
}

/** Each of them with the way to another time. */
export function Rebook({ reschedule }: { reschedule: (line: Line) => void }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const queries = useQueryClient();
  const { nameOf } = useDoctors();
  const { data: services = [] } = useServices();
  const acts = useAppointments();
  const { data, error, refetch } = useToRebook();

  if (!data) {
    if (!isOnline)
      return (
        <OnlineOnly>
          <Trans>Which appointments can't be kept only the server knows.</Trans>
        </OnlineOnly>
      );
    return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
  }
  if (data.length === 0)
    return (
      <Empty icon="check" title={t`Every appointment can be kept`}>
        <Trans>
          When a doctor's hours end, a doctor leaves, the opening hours change or a day becomes a holiday, what is
          booked then stands here.
        </Trans>
      </Empty>
    );
  return (
    <>
      {isOnline ? null : (
        <Stale>
          <Trans>As it was when the server was last reached.</Trans>
        </Stale>
      )}
      <p className={classes.lead}>
        <Plural
          value={data.length}
          one="# appointment can't be kept: the hours have changed, or the day has become a holiday. Agree on another time with the patient."
          other="# appointments can't be kept: the hours have changed, or the day has become a holiday. Agree on another time with each patient."
        />
      </p>
      <table className={`${classes.table} ${classes.rows}`}>
        <thead>
          <tr>
            <th>{t`Booked for`}</th>
            <th>{t`Patient`}</th>
            <th className={classes.wide}>{t`Service`}</th>
            <th className={classes.wide}>{t`Doctor`}</th>
            <th className={classes.acts}>
              <span className={classes.hidden}>{t`Acts`}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map((listed) => {
            const line = lineOf(listed);
            const at = `${dayText(line.start, language, timeZone)}, ${clock(line.start, language, timeZone)}`;
            return (
              <tr key={line.id}>
                <td className={classes.when}>{at}</td>
                <td className={classes.patient}>
                  <span dir="auto" className={classes.name}>
                    {line.patientName}
                  </span>
                </td>
                <td className={classes.wide}>{services.find(({ id }) => id === line.serviceId)?.name ?? ""}</td>
                <td className={classes.wide}>{nameOf(line.doctorId)}</td>
                <td className={classes.acts}>
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={t`Give another time to ${line.patientName}, ${at}`}
                    disabled={!isOnline || line.status !== "BOOKED"}
                    onClick={() => reschedule(line)}
                  >
                    <Trans>Another time</Trans>
                  </Button>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t`Cancel the appointment of ${line.patientName}, ${at}`}
                    disabled={!isOnline || line.status !== "BOOKED"}
                    onClick={() =>
                      void acts.cancel(line).then(() => queries.invalidateQueries({ queryKey: ["rebook"] }))
                    }
                  >
                    <Trans>Cancel</Trans>
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function lineOf({ appointment, patient }: Listed): Line {
  return { ...appointment, patientName: patient?.name ?? "", isPending: false };
}
