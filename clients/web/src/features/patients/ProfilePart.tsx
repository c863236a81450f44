import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { answer, once, Refused, server } from "../../session/server.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { date } from "../../texts/time.ts";
import { Fault } from "../../ui/Fault.tsx";
import { toast } from "../../ui/toasts.tsx";
import { Part } from "./Part.tsx";
import classes from "./patients.module.css";
import { changeOf, NAMES, type Patient, type Profile, type ProfileName, profileOf, together } from "./profile.ts";
import { useFieldNames, useProblem } from "./words.ts";

const LANGUAGES = ["en", "es", "fr", "pt", "ar", "hi", "sw"];
const LONGEST: Partial<Record<ProfileName, number>> = { name: 200, contactPhone: 40, address: 500 };

/** Who it is and how to reach them; changed here, with what others write meanwhile shown field by field. */
export function ProfilePart({ record, again }: { record: Patient; again: () => Promise<void> }) {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  const names = useFieldNames();
  const show = useShown();
  const [isOpen, setOpen] = useState(false);
  const values = profileOf(record);
  return (
    <Part
      title={t`Details`}
      action={
        isOpen ? null : (
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)} disabled={!isOnline}>
            <Trans>Change</Trans>
          </Button>
        )
      }
    >
      {isOpen ? (
        <ProfileForm record={record} again={again} close={() => setOpen(false)} />
      ) : (
        <dl className={classes.facts}>
          {NAMES.map((name) => (
            <div key={name}>
              <dt>{names[name]}</dt>
              <dd dir={name === "contactPhone" ? "ltr" : "auto"}>{show(name, values[name])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Part>
  );
}

/** A value in words. */
function useShown(): (name: ProfileName, value: string) => string {
  const { t } = useLingui();
  const language = useLanguage();
  const sexes = useSexes();
  return (name, value) => {
    if (!value) return t`not known`;
    if (name === "birthDate") return date(value, language);
    if (name === "sex") return sexes[value] ?? value;
    if (name === "language") return languageName(value, language);
    return value;
  };
}

function useSexes(): Record<string, string> {
  const { t } = useLingui();
  return { FEMALE: t`female`, MALE: t`male`, OTHER: t`other`, UNKNOWN: t`not known` };
}

function languageName(code: string, shownIn: string): string {
  return new Intl.DisplayNames([shownIn], { type: "language" }).of(code) ?? code;
}

interface FormProps {
  record: Patient;
  again: () => Promise<void>;
  close: () => void;
}

export function ProfileForm({ record, again, close }: FormProps) {
  const { t } = useLingui();
  const say = useProblem();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const names = useFieldNames();
  const sexes = useSexes();
  const show = useShown();
  const [base, setBase] = useState(() => profileOf(record));
  const [mine, setMine] = useState(base);
  const [version, setVersion] = useState(record.version);
  const [both, setBoth] = useState<ProfileName[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = changeOf(base, mine);
  const isChanged = Object.keys(change).length > 0;
  const decided = (name: ProfileName) => setBoth((open) => open.filter((one) => one !== name));
  const set = (name: ProfileName) => (value: string) => setMine((now) => ({ ...now, [name]: value }));

  async function save(event: FormEvent) {
    event.preventDefault();
    setFault(null);
    if (!/\p{L}/u.test(mine.name)) return setFault(t`Type the name.`);
    setBusy(true);
    const path = { patientId: record.id };
    try {
      const header = { ...once(), "If-Match": `"${version}"` };
      await answer(server.PATCH("/api/v1/patients/{patientId}", { params: { path, header }, body: change }));
      toast({ text: t`The record is changed` });
      await again();
      close();
    } catch (error) {
      if (error instanceof Refused && error.code === "precondition-failed") await compare().catch(failed);
      else failed(error);
    } finally {
      setBusy(false);
    }
  }

  function failed(error: unknown) {
    setFault(say(error));
  }

  /** What somebody else wrote meanwhile, beside what was typed here. */
  async function compare() {
    const params = { path: { patientId: record.id } };
    const now = await answer(server.GET("/api/v1/patients/{patientId}", { params }));
    const theirs = profileOf(now);
    const found = together(base, mine, theirs);
    setMine(found.profile);
    setBase(theirs);
    setVersion(now.version);
    setBoth(found.both);
    setFault(
      found.both.length > 0
        ? t`Somebody else has changed the same. Choose for each field, then save again.`
        : t`Somebody else has changed other fields meanwhile; they are taken over here. Look, then save again.`,
    );
  }

  const choices: Partial<Record<ProfileName, { value: string; label: string }[]>> = {
    sex: Object.entries(sexes).map(([value, label]) => ({ value, label })),
    language: [...new Set([...LANGUAGES, ...(mine.language ? [mine.language] : [])])].map((value) => ({
      value,
      label: languageName(value, language),
    })),
  };
  return (
    <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
      <div className={classes.fields}>
        {NAMES.map((name) => (
          <div key={name} className={classes.field}>
            <Field
              name={name}
              label={names[name]}
              value={mine[name]}
              options={choices[name]}
              note={name === "birthDate" && record.birthDate && record.birthPrecision !== "DAY"}
              set={set(name)}
            />
            {both.includes(name) ? (
              <div className={classes.clash} role="alert">
                <span>
                  <Trans>
                    Somebody else wrote: <bdi>{show(name, base[name])}</bdi>
                  </Trans>
                </span>
                <span className={classes.foot}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => {
                      set(name)(base[name]);
                      decided(name);
                    }}
                  >
                    <Trans>Take theirs</Trans>
                  </Button>
                  <Button size="compact-xs" variant="default" onClick={() => decided(name)}>
                    <Trans>Keep what I typed</Trans>
                  </Button>
                </span>
              </div>
            ) : null}
          </div>
        ))}
      </div>
      <Fault text={fault} />
      <div className={classes.foot}>
        <Button variant="default" onClick={close}>
          <Trans>Back</Trans>
        </Button>
        <Button type="submit" loading={isBusy} disabled={!isChanged || both.length > 0 || !isOnline}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  name: keyof Profile;
  label: string;
  value: string;
  options: { value: string; label: string }[] | undefined;
  /** Less than the day is known. */
  note: boolean | "" | null | undefined;
  set: (value: string) => void;
}

function Field({ name, label, value, options, note, set }: FieldProps) {
  const { t } = useLingui();
  if (options)
    return (
      <Select label={label} data={options} value={value || null} onChange={(chosen) => set(chosen ?? "")} clearable />
    );
  return (
    <TextInput
      label={label}
      type={name === "birthDate" ? "date" : name === "contactPhone" ? "tel" : "text"}
      dir={name === "contactPhone" ? "ltr" : "auto"}
      description={note ? t`Only about known. A day that is chosen here is taken as exact.` : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      maxLength={LONGEST[name]}
      autoComplete="off"
    />
  );
}
