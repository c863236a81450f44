import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useActs } from "../../sync/useActs.ts";
import { Icon } from "../../ui/Icon.tsx";
import classes from "./Allergies.module.css";
import { Part } from "./Part.tsx";
import type { PatientRecord } from "./useRecord.ts";

type Allergy = Schemas["Allergy"];
type Criticality = Schemas["AllergyCriticality"];

/** The dangerous ones first; always said, also that there are none. */
export function Allergies({ patientId, record }: { patientId: string; record: PatientRecord }) {
  const { t } = useLingui();
  const { act } = useActs();
  const [isAdding, setAdding] = useState(false);
  const [added, setAdded] = useState<Allergy[]>([]);
  const known = record.record.data?.allergies ?? [];
  const allergies = [...known, ...added.filter(({ text }) => !known.some((one) => one.text === text))].sort(byDanger);
  const isDangerous = allergies.some(({ criticality }) => criticality === "HIGH");
  const names: Record<Criticality, string> = {
    HIGH: t`dangerous`,
    LOW: t`mild`,
    UNABLE_TO_ASSESS: t`danger not known`,
  };

  async function add(allergy: Allergy) {
    const base = known.map(({ text, criticality }) => ({ text, criticality: criticality ?? null }));
    const wanted = { text: allergy.text, criticality: allergy.criticality ?? null };
    const fields = { allergies: { base, new: [...base, wanted] } };
    const isKept = await act("profile", { patientId, fields }, { text: t`Allergy written down: ${allergy.text}` });
    if (!isKept) return;
    setAdded((before) => [...before, allergy]);
    setAdding(false);
  }

  return (
    <Part
      title={t`Allergies`}
      query={record.record}
      isEmpty={allergies.length === 0}
      empty={t`None known`}
      tone={isDangerous ? "bad" : undefined}
      action={
        isAdding ? (
          <NewAllergy add={add} close={() => setAdding(false)} names={names} />
        ) : record.record.data ? (
          <span>
            <Button variant="subtle" size="compact-xs" onClick={() => setAdding(true)}>
              <Trans>Add an allergy</Trans>
            </Button>
          </span>
        ) : null
      }
    >
      <ul className={classes.list}>
        {allergies.map(({ text, criticality }) => (
          <li key={text} data-criticality={criticality ?? undefined}>
            {criticality === "HIGH" ? <Icon name="alert" size={14} /> : null}
            <strong>{text}</strong>
            {criticality ? <span className="soft">{names[criticality]}</span> : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

interface NewProps {
  add: (allergy: Allergy) => Promise<void>;
  close: () => void;
  names: Record<Criticality, string>;
}

function NewAllergy({ add, close, names }: NewProps) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [criticality, setCriticality] = useState<Criticality | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim()) void add({ text: text.trim(), criticality });
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t`Allergic to`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={200}
        autoFocus
      />
      <Select
        label={t`How dangerous`}
        data={Object.entries(names).map(([value, label]) => ({ value, label }))}
        value={criticality}
        onChange={(value) => setCriticality(value as Criticality | null)}
        placeholder={t`not said`}
        clearable
      />
      <span className={classes.acts}>
        <Button type="submit" disabled={!text.trim()}>
          <Trans>Write down</Trans>
        </Button>
        <Button variant="subtle" onClick={close}>
          <Trans>Back</Trans>
        </Button>
      </span>
    </form>
  );
}

const DANGER = ["HIGH", "UNABLE_TO_ASSESS", "LOW"];

function byDanger(a: Allergy, b: Allergy): number {
  const rank = ({ criticality }: Allergy) => (criticality ? DANGER.indexOf(criticality) : 1);
  return rank(a) - rank(b) || a.text.localeCompare(b.text);
}
