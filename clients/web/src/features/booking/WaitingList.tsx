import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { desk } from "../../sync/desk.ts";
import { useDoctors } from "../../sync/doctors.ts";
import { one } from "../../sync/rows.ts";
import { useIsOnline, useSnapshot } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { problemText } from "../../texts/problems.ts";
import { clock, date, day } from "../../texts/time.ts";
import { Empty, Failed, Loading, OnlineOnly } from "../../ui/states.tsx";
import { toast } from "../../ui/toasts.tsx";
import classes from "./DayList.module.css";
import { JoinDialog } from "./JoinDialog.tsx";
import { useServices } from "./slots.ts";

type Act = "accept" | "decline" | "leave";

/** Who waits for a time that becomes free, and to whom one is offered now. */
export function WaitingList() {
  const { t, i18n } = useLingui();
  const { facilityId, timeZone } = usePlace();
  const { rows } = useSnapshot();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const queries = useQueryClient();
  const { nameOf } = useDoctors();
  const { data: services = [] } = useServices();
  const [isJoining, setJoining] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["waiting-list", facilityId],
    enabled: isOnline,
    queryFn: async () =>
      (await answer(server.GET("/api/v1/waiting-list", { params: { query: { facilityId, limit: 100 } } }))).items,
  });
  const waiting = (data ?? []).filter(({ status }) => status === "WAITLIST" || status === "PROPOSED");
  // Who has no appointment in these days isn't among the rows.
  const strangers = [...new Set(waiting.map(({ patientId }) => patientId).filter((id) => !one(rows, "patient", id)))];
  const names = useQueries({
    queries: strangers.map((patientId) => ({
      queryKey: ["patient-name", patientId],
      staleTime: 600_000,
      queryFn: async () => {
        const params = { path: { patientId } };
        return { patientId, name: (await answer(server.GET("/api/v1/patients/{patientId}", { params }))).name };
      },
    })),
    combine: (results) => new Map(results.flatMap(({ data: found }) => (found ? [[found.patientId, found.name]] : []))),
  });

  async function act(what: Act, waitingListId: string, name: string) {
    const params = { path: { waitingListId }, header: once() };
    const calls = {
      accept: () => server.POST("/api/v1/waiting-list/{waitingListId}/accept", { params }),
      decline: () => server.POST("/api/v1/waiting-list/{waitingListId}/decline", { params }),
      leave: () => server.POST("/api/v1/waiting-list/{waitingListId}/leave", { params }),
    };
    try {
      const call: Promise<{ data?: unknown; error?: unknown; response: Response }> = calls[what]();
      await answer(call);
      desk.engine.nudge();
      const texts = {
        accept: t`${name} has taken the offered time`,
        decline: t`${name} waits on`,
        leave: t`${name} waits no more`,
      };
      toast({ text: texts[what] });
    } catch (cause) {
      toast({ text: problemText(i18n, cause), tone: "bad" });
    }
    void queries.invalidateQueries({ queryKey: ["waiting-list"] });
  }

  if (!isOnline && !data) {
    return (
      <OnlineOnly>
        <Trans>The server offers what becomes free to those who wait, so the list is its own.</Trans>
      </OnlineOnly>
    );
  }
  if (isPending) return <Loading />;
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  const add = (
    <Button variant="default" onClick={() => setJoining(true)} disabled={!isOnline}>
      <Trans>Add to the waiting list</Trans>
    </Button>
  );
  return (
    <>
      {waiting.length === 0 ? (
        <Empty icon="clock" title={t`Nobody waits for a free time`} action={add}>
          <Trans>When an appointment is cancelled, its time is offered to who waits longest.</Trans>
        </Empty>
      ) : (
        <>
          <div style={{ padding: "10px 14px" }}>{add}</div>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>{t`Patient`}</th>
                <th>{t`Service`}</th>
                <th className={classes.wide}>{t`Doctor`}</th>
                <th className={classes.wide}>{t`Between`}</th>
                <th>{t`State`}</th>
                <th className={classes.acts}>
                  <span className={classes.hidden}>{t`Acts`}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {waiting.map(({ id, patientId, serviceId, doctorId, fromDay, untilDay, offer }) => {
                const name = one(rows, "patient", patientId)?.name ?? names.get(patientId) ?? "…";
                const buttons: [Act, string][] = offer
                  ? [
                      ["accept", t`Take it`],
                      ["decline", t`Not this one`],
                    ]
                  : [["leave", t`Waits no more`]];
                return (
                  <tr key={id}>
                    <td className={classes.name} dir="auto">
                      {name}
                    </td>
                    <td>{services.find((service) => service.id === serviceId)?.name ?? ""}</td>
                    <td className={classes.wide}>{doctorId ? nameOf(doctorId) : t`Every doctor`}</td>
                    <td className={classes.wide}>
                      {date(fromDay, language)} – {date(untilDay, language)}
                    </td>
                    <td>
                      {offer ? (
                        <Trans>
                          Offered: {day(offer.start, language, timeZone)}, {clock(offer.start, language, timeZone)}
                        </Trans>
                      ) : (
                        <Trans>Waits</Trans>
                      )}
                    </td>
                    <td className={classes.acts}>
                      {buttons.map(([what, label]) => (
                        <Button
                          key={what}
                          variant="default"
                          size="compact-sm"
                          disabled={!isOnline}
                          aria-label={`${label}: ${name}`}
                          onClick={() => void act(what, id, name)}
                        >
                          {label}
                        </Button>
                      ))}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </>
      )}
      {isJoining ? <JoinDialog close={() => setJoining(false)} /> : null}
    </>
  );
}
