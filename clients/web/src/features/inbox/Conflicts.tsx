import { type ConflictItem, openConflicts } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { desk } from "../../sync/desk.ts";
import { one } from "../../sync/rows.ts";
import { useIsOnline, useSnapshot, useView } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { problemText } from "../../texts/problems.ts";
import { clock, date, day } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toasts.tsx";
import { changeOf, useFieldNames, wantedText } from "./fields.ts";
import classes from "./InboxScreen.module.css";

/** What a person decides: values that the server didn't take, or two records of likely one person. */
export function Conflicts() {
  const conflicts = useView(openConflicts);
  if (conflicts.length === 0) return null;
  return (
    <section className={classes.part}>
      <h2 className={classes.title}>
        <Trans>To decide</Trans>
      </h2>
      <ul className={classes.list}>
        {conflicts.map((item) => (
          <Conflict key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Conflict({ item }: { item: ConflictItem }) {
  const { t } = useLingui();
  const { rows } = useSnapshot();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const names = useFieldNames();
  const [isOpen, setOpen] = useState(false);
  const patient = one(rows, "patient", item.patientId);
  const fields = item.fields.map((field) => names[field] ?? field).join(", ");
  const name = patient?.name ?? t`A patient of another day`;
  return (
    <li className={classes.item} data-open={isOpen || undefined}>
      <Icon name="alert" />
      <div className={classes.text}>
        <div>
          <strong dir="auto">{name}</strong>
          <span className="soft">
            {" "}
            · {day(item.createdAt, language, timeZone)}, {clock(item.createdAt, language, timeZone)}
          </span>
        </div>
        <div>
          {item.kind === "DUPLICATE" ? (
            <Trans>Registered without the server, and is likely known already</Trans>
          ) : (
            <Trans>Changed at two places at once: {fields}</Trans>
          )}
        </div>
        {isOpen ? <Detail item={item} close={() => setOpen(false)} /> : null}
      </div>
      {isOpen ? null : (
        <Button
          variant="default"
          size="compact-sm"
          disabled={!isOnline}
          title={isOnline ? undefined : t`What was wanted is kept at the server, which can't be reached now`}
          aria-label={t`Decide: ${name}`}
          onClick={() => setOpen(true)}
        >
          <Trans>Decide</Trans>
        </Button>
      )}
    </li>
  );
}

function Detail({ item, close }: { item: ConflictItem; close: () => void }) {
  const { t, i18n } = useLingui();
  const language = useLanguage();
  const names = useFieldNames();
  const { roles } = usePlace();
  const [isBusy, setBusy] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["conflict", item.id],
    queryFn: () => read(item),
  });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading rows={2} />;
  const { wanted, own, other } = data;

  async function decide(act: () => Promise<void>, resolution: "KEEP" | "DONE", text: string) {
    setBusy(true);
    try {
      await act();
      const params = { path: { conflictId: item.id }, header: once() };
      await answer(server.POST("/api/v1/sync/conflicts/{conflictId}/resolve", { params, body: { resolution } }));
      desk.engine.nudge();
      toast({ text });
      close();
    } catch (cause) {
      toast({ text: problemText(i18n, cause), tone: "bad" });
      setBusy(false);
    }
  }

  async function take() {
    const params = { path: { patientId: own.id }, header: { ...once(), "If-Match": `"${own.version}"` } };
    await answer(server.PATCH("/api/v1/patients/{patientId}", { params, body: changeOf(wanted) }));
  }

  async function merge() {
    if (!other) return;
    const body = { duplicateId: own.id, version: other.version, duplicateVersion: own.version };
    const params = { path: { patientId: other.id }, header: once() };
    await answer(server.POST("/api/v1/patients/{patientId}/merge", { params, body }));
  }

  const mayMerge = roles.has("ADMIN") || roles.has("RECEPTIONIST");
  if (item.kind === "DUPLICATE") {
    return (
      <div className={classes.detail}>
        <div className={classes.compare}>
          {[own, other].map((record, index) => (
            <div key={record?.id ?? index} className={classes.record}>
              <span className="label">{index === 0 ? t`New record` : t`Known before`}</span>
              <strong dir="auto">{record?.name}</strong>
              <span>{record?.birthDate ? date(record.birthDate, language) : t`Born: not known`}</span>
              <span dir="ltr">{record?.contactPhone ?? t`No phone`}</span>
            </div>
          ))}
        </div>
        <div className={classes.acts}>
          <Button
            size="compact-sm"
            loading={isBusy}
            disabled={!other || !mayMerge}
            title={mayMerge ? undefined : t`Records are joined by the reception`}
            onClick={() => void decide(merge, "DONE", t`Now one record`)}
          >
            <Trans>The same person: make one record</Trans>
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isBusy}
            onClick={() => void decide(async () => undefined, "KEEP", t`Kept as two people`)}
          >
            <Trans>Two people</Trans>
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={classes.detail}>
      <table className={classes.values}>
        <thead>
          <tr>
            <th>{t`Field`}</th>
            <th>{t`In the record`}</th>
            <th>{t`Wanted`}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(wanted).map(([field, value]) => (
            <tr key={field}>
              <th scope="row">{names[field] ?? field}</th>
              <td dir="auto">{wantedText((own as unknown as Record<string, unknown>)[field], language)}</td>
              <td dir="auto">{wantedText(value, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.acts}>
        <Button
          size="compact-sm"
          loading={isBusy}
          onClick={() => void decide(take, "DONE", t`The record has the wanted values now`)}
        >
          <Trans>Take the wanted values</Trans>
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={isBusy}
          onClick={() => void decide(async () => undefined, "KEEP", t`The record stays as it is`)}
        >
          <Trans>Leave the record as it is</Trans>
        </Button>
      </div>
    </div>
  );
}

async function patientOf(patientId: string) {
  return answer(server.GET("/api/v1/patients/{patientId}", { params: { path: { patientId } } }));
}

async function read({ id, patientId }: ConflictItem) {
  const params = { path: { conflictId: id } };
  const { conflict, wanted } = await answer(server.GET("/api/v1/sync/conflicts/{conflictId}", { params }));
  const [own, other] = await Promise.all([
    patientOf(patientId),
    conflict.otherPatientId ? patientOf(conflict.otherPatientId) : null,
  ]);
  return { wanted: wanted as Record<string, unknown>, own, other };
}
