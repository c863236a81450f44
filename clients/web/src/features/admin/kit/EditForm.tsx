import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useIsOnline } from "../../../sync/useView.ts";
import { Fields } from "./Fields.tsx";
import { check, type Faults, type Field, type Value, type Values } from "./fields.ts";
import classes from "./kit.module.css";
import { useFaults } from "./problems.ts";

export interface Read {
  values: Values;
  version: number;
}

interface Props {
  /** Also as a function of what is typed, where one field depends on another. */
  fields: readonly Field[] | ((values: Values) => readonly Field[]);
  start: Values;
  version?: number;
  /** Throws what the server refused. */
  save: (values: Values, version: number) => Promise<void>;
  /** Reads it anew, where somebody else may change it. */
  reread?: () => Promise<Read>;
  submit: string;
  columns?: 1 | 2 | 3;
  /** Between the fields and the button, of what is typed. */
  children?: (values: Values) => ReactNode;
  /** What is wrong beyond single fields. */
  checkAll?: (values: Values) => Faults;
  /** May be saved without a change. */
  isNew?: boolean;
}

/** Fields, what is wrong with them beside them, and a choice where somebody else was faster. */
export function EditForm(props: Props) {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  const faultsOf = useFaults();
  const [values, setValues] = useState(props.start);
  const [version, setVersion] = useState(props.version ?? 0);
  const [kept, setKept] = useState(props.start);
  const [faults, setFaults] = useState<Faults>({});
  const [theirs, setTheirs] = useState<Read | null>(null);
  const [isBusy, setBusy] = useState(false);
  const fields = typeof props.fields === "function" ? props.fields(values) : props.fields;
  const isChanged = props.isNew || JSON.stringify(values) !== JSON.stringify(kept);

  function change(name: string, value: Value) {
    setValues((now) => ({ ...now, [name]: value }));
    setFaults(({ [name]: _, all: __, ...others }) => others);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    const wrong = {
      ...check(fields, values, {
        missing: t`This is needed.`,
        between: (min, max) => t`A whole number from ${min} to ${max}.`,
        tooLong: (max) => t`At most ${max} characters.`,
        unlike: t`This can't be taken as it is written.`,
      }),
      ...props.checkAll?.(values),
    };
    if (Object.keys(wrong).length > 0) {
      setFaults(wrong);
      const first = fields.find(({ name }) => wrong[name]);
      const form = event.currentTarget as HTMLFormElement;
      return form.querySelector<HTMLElement>(`[name="${first?.name}"]`)?.focus();
    }
    await send(version);
  }

  async function send(expected: number) {
    setBusy(true);
    setFaults({});
    setTheirs(null);
    try {
      await props.save(values, expected);
      if (props.reread) {
        const now = await props.reread();
        setVersion(now.version);
        setKept(now.values);
        setValues(now.values);
      }
    } catch (error) {
      await refused(error);
    } finally {
      setBusy(false);
    }
  }

  async function refused(error: unknown) {
    const found = faultsOf(error, fields);
    setFaults(found.faults);
    if (found.isStale && props.reread) setTheirs(await props.reread().catch(() => null));
  }

  function takeTheirs({ values: read, version: current }: Read) {
    setValues(read);
    setKept(read);
    setVersion(current);
    setTheirs(null);
    setFaults({});
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <Fields
        fields={fields}
        values={values}
        change={change}
        faults={faults}
        {...(props.columns ? { columns: props.columns } : {})}
      />
      {props.children?.(values)}
      {theirs ? (
        <Conflict
          theirs={theirs}
          mine={values}
          fields={fields}
          take={() => takeTheirs(theirs)}
          keep={() => {
            setVersion(theirs.version);
            void send(theirs.version);
          }}
        />
      ) : faults.all ? (
        <p role="alert" className={classes.fault}>
          {faults.all}
        </p>
      ) : null}
      <div className={classes.foot}>
        {isOnline ? null : (
          <span className="soft">
            <Trans>Settings can be changed only while the server is reached.</Trans>
          </span>
        )}
        <Button type="submit" loading={isBusy} disabled={!isOnline || !isChanged}>
          {props.submit}
        </Button>
      </div>
    </form>
  );
}

function Conflict({
  theirs,
  mine,
  fields,
  take,
  keep,
}: {
  theirs: Read;
  mine: Values;
  fields: readonly Field[];
  take: () => void;
  keep: () => void;
}) {
  const { t } = useLingui();
  const differing = fields.filter(
    ({ name, kind }) => JSON.stringify(theirs.values[name]) !== JSON.stringify(mine[name]) && kind !== "yes",
  );
  return (
    <div role="alert" className={classes.conflict}>
      <strong>
        <Trans>Somebody else has changed this meanwhile.</Trans>
      </strong>
      {differing.length > 0 ? (
        <ul>
          {differing.map((field) => (
            <li key={field.name}>
              {t`${field.label}, as it is now:`} <bdi>{words(field, theirs.values[field.name])}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={classes.choices}>
        <Button variant="default" onClick={take}>
          <Trans>Take what is there now</Trans>
        </Button>
        <Button variant="default" onClick={keep}>
          <Trans>Save mine over it</Trans>
        </Button>
      </div>
    </div>
  );
}

function words(field: Field, value: Value | undefined): string {
  const names = "options" in field ? new Map(field.options.map((one) => [one.value, one.label])) : new Map();
  const list = Array.isArray(value) ? value : [String(value ?? "")];
  return list.map((one) => names.get(one) ?? one).join(", ") || "–";
}
