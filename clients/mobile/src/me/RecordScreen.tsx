import type { Mutations, Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useCallback, useState } from "react";
import { useAccount } from "../session/useSigned.ts";
import { one, type PatientRow } from "../sync/rows.ts";
import { useActs } from "../sync/useActs.tsx";
import { useSnapshot, useView } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { date } from "../texts/time.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Notice } from "../ui/Card.tsx";
import { Field } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";

/** What the hospital knows; what of it one may change, also without a network. */
export function RecordScreen() {
  const { t } = useLingui();
  const own = useAccount()?.patientId;
  const { isRead, rows } = useSnapshot();
  const record = useView(useCallback((known: Rows) => one(known, "patient", own), [own]));
  const isPending = own ? rows.pending("patient").has(own) : false;
  return (
    <Screen title={t`My record`}>
      {isPending ? (
        <Notice tone="warn" icon="cloud" text={t`This waits to be sent. You are told here how it ends.`} />
      ) : null}
      {record ? (
        <Edit key={JSON.stringify([record.contactPhone, record.address, record.allergies])} record={record} />
      ) : isRead ? (
        <Empty title={t`There is nothing here yet.`} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}

function Edit({ record }: { record: PatientRow }) {
  const { t } = useLingui();
  const language = useLanguage();
  const { act } = useActs();
  const known = record.allergies ?? [];
  const [phone, setPhone] = useState(record.contactPhone ?? "");
  const [address, setAddress] = useState(record.address ?? "");
  const [allergies, setAllergies] = useState(known.map(({ text }) => text).join("\n"));
  const fields = changes(record, { phone, address, allergies });
  return (
    <>
      <Card>
        <Words bold size="lead">
          {record.name}
        </Words>
        {record.birthDate ? <Words>{t`Born on ${date(record.birthDate, language)}`}</Words> : null}
        <Words tone="soft" size="small">
          {t`Name and date of birth are changed at the reception.`}
        </Words>
      </Card>
      <Field
        label={t`Phone for the hospital`}
        value={phone}
        onChange={setPhone}
        inputMode="tel"
        autoComplete="tel"
        maxLength={25}
      />
      <Field
        label={t`Address`}
        value={address}
        onChange={setAddress}
        autoComplete="street-address"
        maxLength={400}
        multiline
      />
      <Field
        label={t`Allergies`}
        hint={t`One on each line.`}
        value={allergies}
        onChange={setAllergies}
        maxLength={2_000}
        multiline
      />
      <Button
        label={t`Keep`}
        isOff={Object.keys(fields).length === 0}
        onPress={() => void act("profile", { patientId: record.id, fields }, t`Your record is changed.`)}
      />
    </>
  );
}

interface Wanted {
  phone: string;
  address: string;
  allergies: string;
}

/** Only what differs, each field with what it was: what the hospital changed meanwhile stays. */
export function changes(record: PatientRow, { phone, address, allergies }: Wanted): Mutations["profile"]["fields"] {
  const fields: Mutations["profile"]["fields"] = {};
  const wish = (text: string) => text.trim() || null;
  if (wish(phone) !== (record.contactPhone ?? null)) {
    fields.contactPhone = { base: record.contactPhone ?? null, new: wish(phone)?.replace(/[^+0-9]/g, "") ?? null };
  }
  if (wish(address) !== (record.address ?? null)) {
    fields.address = { base: record.address ?? null, new: wish(address) };
  }
  const before = record.allergies ?? [];
  const after = allergies
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((text) => before.find((one) => one.text === text) ?? { text, criticality: null });
  if (JSON.stringify(after) !== JSON.stringify(before)) {
    fields.allergies = { base: before, new: after } as (typeof fields)[string];
  }
  return fields;
}
