import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useActs } from "../../sync/useActs.ts";
import { useSnapshot } from "../../sync/useView.ts";
import { uuid7 } from "../../sync/uuid.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, day } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import classes from "./Notes.module.css";
import { Part } from "./Part.tsx";
import type { PatientRecord } from "./useRecord.ts";

/** Notes of colleagues, the latest first, with those that were written here and aren't sent yet. */
export function Notes({ patientId, record }: { patientId: string; record: PatientRecord }) {
  const { t } = useLingui();
  const { timeZone, account } = usePlace();
  const language = useLanguage();
  const { pending } = useSnapshot();
  const { act } = useActs();
  const [text, setText] = useState("");
  const known = record.notes.data?.items ?? [];
  const written = pending
    .filter(({ name, args }) => name === "addNote" && args.patientId === patientId)
    .filter(({ args }) => !known.some(({ id }) => id === args.id));

  async function add(event: FormEvent) {
    event.preventDefault();
    const note = text.trim();
    if (!note) return;
    if (await act("addNote", { patientId, id: uuid7(), text: note }, { text: t`Note written down` })) {
      setText("");
      setTimeout(() => void record.notes.refetch(), 1_500);
    }
  }

  return (
    <Part
      title={t`Notes`}
      query={record.notes}
      isEmpty={known.length === 0 && written.length === 0}
      empty={t`None yet`}
      action={
        <form className={classes.form} onSubmit={add}>
          <Textarea
            aria-label={t`New note`}
            placeholder={t`New note`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void add(event);
            }}
            maxLength={4_000}
            rows={2}
          />
          {text.trim() ? (
            <Button type="submit" rightSection={<kbd>Ctrl ↵</kbd>}>
              <Trans>Write down</Trans>
            </Button>
          ) : null}
        </form>
      }
    >
      <ul className={classes.list}>
        {written.map(({ args, occurredAt, mid }) => (
          <li key={mid}>
            <p>{String(args.text)}</p>
            <span className={classes.unsent}>
              <Icon name="unsent" size={12} />
              {account.displayName} · {clock(occurredAt, language, timeZone)} · {t`not sent yet`}
            </span>
          </li>
        ))}
        {known.map(({ id, text: note, author, writtenAt }) => (
          <li key={id}>
            <p>{note}</p>
            <span className="soft">
              {author ?? t`a program`} · {day(writtenAt, language, timeZone)} {clock(writtenAt, language, timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
