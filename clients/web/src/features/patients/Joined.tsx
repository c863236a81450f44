import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { dayOf } from "../../texts/days.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { date } from "../../texts/time.ts";
import { Failed } from "../../ui/states.tsx";
import { toast } from "../../ui/toasts.tsx";
import { type OfPatient, Part } from "./Part.tsx";
import classes from "./patients.module.css";

/** Records that were made one with this; nothing is shown where there was none. */
export function Joined({ patient: { id: patientId, name }, ask, again }: OfPatient) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const { data, error, refetch } = useQuery({
    queryKey: ["record", patientId, "merges"],
    queryFn: () => answer(server.GET("/api/v1/patients/{patientId}/merges", { params: { path: { patientId } } })),
    staleTime: 60_000,
  });
  const items = data?.items ?? [];
  if (!error && items.length === 0) return null;

  function part({ merge, duplicate }: Schemas["PatientMergeLine"]) {
    ask({
      title: t`Part these records again?`,
      text: (
        <>
          <p>
            <Trans>
              <bdi>{duplicate.name}</bdi> gets a record of their own again, with the visits, appointments, places on
              waiting lists and the sign-in that came from it.
            </Trans>
          </p>
          <p>
            <Trans>
              What was added since the records were joined stays with <bdi>{name}</bdi>.
            </Trans>
          </p>
        </>
      ),
      act: t`Part them`,
      run: async () => {
        const params = { path: { mergeId: merge.id }, header: once() };
        await answer(server.POST("/api/v1/patients/merges/{mergeId}/undo", { params }));
        toast({ text: t`These are two records again` });
        await again();
      },
    });
  }

  return (
    <Part title={t`Joined records`}>
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      <ul className={classes.list}>
        {items.map((line) => {
          const { merge, duplicate } = line;
          const joined = date(dayOf(merge.mergedAt, timeZone), language);
          const parted = merge.undoneAt ? date(dayOf(merge.undoneAt, timeZone), language) : null;
          return (
            <li key={merge.id} data-over={parted ? true : undefined}>
              <span className={classes.line}>
                <strong>
                  <bdi>{duplicate.name}</bdi>
                </strong>
                <span className="soft">
                  {duplicate.birthDate ? `${date(duplicate.birthDate, language)} · ` : ""}
                  {parted ? t`joined on ${joined}, parted on ${parted}` : t`joined on ${joined}`}
                </span>
              </span>
              {parted ? null : (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t`Part again: ${duplicate.name}`}
                  onClick={() => part(line)}
                  disabled={!isOnline}
                >
                  <Trans>Part again</Trans>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
