import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAccount } from "../session/useSigned.ts";
import { all, type PatientRow } from "../sync/rows.ts";
import { useView } from "../sync/useView.ts";
import { Choice } from "../ui/Field.tsx";

interface Whom {
  patientId: string | null;
  people: PatientRow[];
  choose: (patientId: string) => void;
}

const people = (rows: Rows) => all(rows, "patient").sort((a, b) => a.name.localeCompare(b.name));

/** The patient himself, unless another is chosen. */
export function useForWhom(): Whom {
  const account = useAccount();
  const own = account?.patientId ?? null;
  const known = useView(people);
  const [chosen, choose] = useState<string | null>(null);
  return { patientId: chosen ?? own, people: known, choose };
}

/** For whom: only where there is a choice. */
export function ForWhom({ whom }: { whom: Whom }) {
  const { t } = useLingui();
  const own = useAccount()?.patientId;
  if (whom.people.length < 2) return null;
  const options = whom.people.map(({ id, name }) => ({ value: id, label: id === own ? t`Me` : name }));
  return (
    <Choice label={t`For whom?`} options={options} value={whom.patientId} onChange={(id) => id && whom.choose(id)} />
  );
}
