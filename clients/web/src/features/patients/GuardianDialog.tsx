import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { answer, once, server } from "../../session/server.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Fault } from "../../ui/Fault.tsx";
import { toast } from "../../ui/toasts.tsx";
import { Find, type Hit } from "./Find.tsx";
import classes from "./patients.module.css";
import type { Patient } from "./profile.ts";
import { useProblem, useRelationships } from "./words.ts";

type Relationship = Schemas["GuardianshipRelationship"];
type Direction = "FOR_PATIENT" | "BY_PATIENT";

interface Props {
  patient: Patient;
  again: () => Promise<void>;
  close: () => void;
}

export function GuardianDialog({ patient, again, close }: Props) {
  const { t } = useLingui();
  const say = useProblem();
  const relationships = useRelationships();
  const [direction, setDirection] = useState<Direction>("FOR_PATIENT");
  const [other, setOther] = useState<Hit | null>(null);
  const [relationship, setRelationship] = useState<Relationship | null>(null);
  const [lastDay, setLastDay] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const guardian = direction === "FOR_PATIENT" ? other : patient;
  const dependant = direction === "FOR_PATIENT" ? patient : other;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!guardian || !dependant) return setFault(t`Choose who it is.`);
    if (!relationship) return setFault(t`Choose how they belong together.`);
    setBusy(true);
    setFault(null);
    try {
      const params = { path: { patientId: dependant.id }, header: once() };
      const body = { guardianId: guardian.id, relationship, lastDay: lastDay || null };
      await answer(server.POST("/api/v1/patients/{patientId}/guardianships", { params, body }));
      toast({ text: t`${guardian.name} acts for ${dependant.name} now` });
      await again();
      close();
    } catch (error) {
      setFault(say(error));
      setBusy(false);
    }
  }

  return (
    <Dialog title={t`Somebody who acts for another`} close={close} size={520}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <p className={classes.none}>
          <Trans>
            Who acts for somebody sees their appointments and visits in the app, and books, changes and cancels for
            them. Look at their papers first.
          </Trans>
        </p>
        <SegmentedControl
          aria-label={t`Who acts for whom`}
          value={direction}
          onChange={(value) => setDirection(value as Direction)}
          data={[
            { value: "FOR_PATIENT", label: t`Acts for this patient` },
            { value: "BY_PATIENT", label: t`This patient acts for` },
          ]}
        />
        {other ? (
          <div className={classes.head}>
            <span className={classes.line}>
              <strong>
                <bdi>{other.name}</bdi>
              </strong>
            </span>
            <Button variant="subtle" size="compact-sm" onClick={() => setOther(null)}>
              <Trans>Somebody else</Trans>
            </Button>
          </div>
        ) : (
          <Find label={t`Find the person`} choose={setOther} without={patient.id} />
        )}
        <div className={classes.fields}>
          <Select
            label={t`The one who acts is the other's`}
            data={Object.entries(relationships).map(([value, label]) => ({ value, label }))}
            value={relationship}
            onChange={(value) => setRelationship(value as Relationship | null)}
          />
          <TextInput
            label={t`Last day, if it ends`}
            type="date"
            value={lastDay}
            onChange={(event) => setLastDay(event.currentTarget.value)}
            description={t`For a child it ends at full age by itself.`}
            inputWrapperOrder={["label", "input", "description", "error"]}
          />
        </div>
        <Fault text={fault} />
        <div className={classes.foot}>
          <Button variant="default" onClick={close}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" loading={isBusy}>
            <Trans>Add</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
