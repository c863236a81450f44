import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { dayOf, plusDays } from "../../texts/days.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { date } from "../../texts/time.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toasts.tsx";
import { GuardianDialog } from "./GuardianDialog.tsx";
import { type OfPatient, Part } from "./Part.tsx";
import classes from "./patients.module.css";
import { useRelationships } from "./words.ts";

type Guardianship = Schemas["Guardianship"];

/** Who acts for the patient, and for whom the patient acts. */
export function Guardians({ patient, ask, again }: OfPatient) {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  const [isAdding, setAdding] = useState(false);
  const patientId = patient.id;
  const { data, error, refetch } = useQuery({
    queryKey: ["record", patientId, "guardianships"],
    queryFn: () =>
      answer(server.GET("/api/v1/patients/{patientId}/guardianships", { params: { path: { patientId } } })),
    staleTime: 60_000,
  });
  const items = [...(data?.items ?? [])].sort((a, b) => Number(b.active) - Number(a.active));

  function end({ id, guardian, dependant }: Guardianship) {
    ask({
      title: t`End this?`,
      text: (
        <p>
          <Trans>
            <bdi>{guardian.name}</bdi> can from now on neither see nor book, change or cancel anything for{" "}
            <bdi>{dependant.name}</bdi>. What is booked stays. It can be set up again at any time.
          </Trans>
        </p>
      ),
      act: t`End it`,
      reason: { label: t`Reason, if told` },
      run: async (reason) => {
        const params = { path: { guardianshipId: id }, header: once() };
        await answer(server.POST("/api/v1/guardianships/{guardianshipId}/end", { params, body: { reason } }));
        toast({ text: t`${guardian.name} acts for ${dependant.name} no more` });
        await again();
      },
    });
  }

  return (
    <Part
      title={t`Guardians and dependants`}
      action={
        <Button variant="default" size="compact-sm" onClick={() => setAdding(true)} disabled={!isOnline || !data}>
          <Trans>Add</Trans>
        </Button>
      }
    >
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={2} /> : null}
      {data && items.length === 0 ? (
        <p className={classes.none}>
          <Trans>Nobody acts for this patient, and the patient acts for nobody.</Trans>
        </p>
      ) : null}
      <ul className={classes.list}>
        {items.map((one) => (
          <Line key={one.id} guardianship={one} patientId={patientId} end={() => end(one)} />
        ))}
      </ul>
      {isAdding ? <GuardianDialog patient={patient} again={again} close={() => setAdding(false)} /> : null}
    </Part>
  );
}

interface LineProps {
  guardianship: Guardianship;
  patientId: string;
  end: () => void;
}

function Line({ guardianship, patientId, end }: LineProps) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const relationships = useRelationships();
  const { guardian, dependant, relationship, active, endsAt, endReason } = guardianship;
  // A record that was joined with this one may stand here under its former id.
  const isGuardian = dependant.id !== patientId && guardian.id === patientId;
  const other = isGuardian ? dependant : guardian;
  const isOver = !active && Boolean(endsAt);
  // It ends as the day after its last one begins.
  const lastDay = endsAt
    ? date(isOver ? dayOf(endsAt, timeZone) : plusDays(dayOf(endsAt, timeZone), -1), language)
    : "";
  const until = !endsAt ? t`until it is ended` : isOver ? t`ended on ${lastDay}` : t`until ${lastDay}`;
  return (
    <li data-over={isOver || undefined}>
      <span className={classes.line}>
        <strong>
          <bdi>{other.name}</bdi>
        </strong>
        <span className="soft">
          {isGuardian ? t`The patient acts for this person` : t`Acts for the patient`}
          {` · ${relationships[relationship] ?? relationship} · ${until}`}
          {endReason ? ` · ${endReason}` : ""}
        </span>
      </span>
      {isOver ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t`End: ${guardian.name} acts for ${dependant.name}`}
          onClick={end}
          disabled={!isOnline}
        >
          <Trans>End</Trans>
        </Button>
      )}
    </li>
  );
}
