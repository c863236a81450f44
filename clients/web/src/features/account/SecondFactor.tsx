import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { answer, Refused, server } from "../../session/server.ts";
import { problemText } from "../../texts/problems.ts";
import { Fault } from "../../ui/Fault.tsx";
import { qrPath } from "../../ui/qr.ts";
import { toast } from "../../ui/toasts.tsx";
import classes from "./AccountDialog.module.css";

type Step =
  | { name: "START" }
  | { name: "CONFIRM"; enrolment: Schemas["Enrolment"] }
  | { name: "CODES"; codes: string[] }
  | { name: "REMOVE" };

/** A code of an authenticator app at each sign-in: switching it on, the recovery codes, switching it off. */
export function SecondFactor() {
  const { t, i18n } = useLingui();
  const [step, setStep] = useState<Step>({ name: "START" });
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function attempt(work: () => Promise<void>) {
    setBusy(true);
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(problemText(i18n, error));
      if (error instanceof Refused && error.code === "second-factor-on") setStep({ name: "REMOVE" });
      if (error instanceof Refused && error.code === "second-factor-off") setStep({ name: "START" });
    } finally {
      setBusy(false);
    }
  }

  const begin = () =>
    attempt(async () =>
      setStep({ name: "CONFIRM", enrolment: await answer(server.POST("/api/v1/auth/second-factor")) }),
    );
  const confirm = (code: string) =>
    attempt(async () => {
      const { codes } = await answer(server.POST("/api/v1/auth/second-factor/confirm", { body: { code } }));
      setStep({ name: "CODES", codes });
    });
  const remove = (code: string) =>
    attempt(async () => {
      await answer(server.POST("/api/v1/auth/second-factor/remove", { body: { code } }));
      toast({ text: t`The second factor is switched off` });
      setStep({ name: "START" });
    });

  switch (step.name) {
    case "START":
      return (
        <div className={classes.form}>
          <p>
            <Trans>
              With a second factor you add a code of an authenticator app on your phone at each sign-in. Who only knows
              your password doesn't get in.
            </Trans>
          </p>
          <Fault text={fault} />
          <div className={classes.acts}>
            <Button variant="subtle" onClick={() => setStep({ name: "REMOVE" })}>
              <Trans>Switch it off</Trans>
            </Button>
            <Button loading={isBusy} onClick={() => void begin()}>
              <Trans>Switch it on</Trans>
            </Button>
          </div>
        </div>
      );
    case "CONFIRM":
      return (
        <>
          <Enrolment enrolment={step.enrolment} />
          <CodeForm
            label={t`First code of the app`}
            act={t`Switch it on`}
            fault={fault}
            isBusy={isBusy}
            send={confirm}
          />
        </>
      );
    case "CODES":
      return <RecoveryCodes codes={step.codes} done={() => setStep({ name: "START" })} />;
    case "REMOVE":
      return (
        <CodeForm
          label={t`Code of your authenticator app, or a recovery code`}
          act={t`Switch it off`}
          fault={fault}
          isBusy={isBusy}
          send={remove}
          back={() => {
            setFault(null);
            setStep({ name: "START" });
          }}
        />
      );
  }
}

function Enrolment({ enrolment: { uri, secret } }: { enrolment: Schemas["Enrolment"] }) {
  const { t } = useLingui();
  const { path, size } = useMemo(() => qrPath(uri), [uri]);
  return (
    <div className={classes.setUp}>
      <svg
        className={classes.qr}
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t`Code for the authenticator app`}
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <div className={classes.secret}>
        <p>
          <Trans>Scan this with your authenticator app, or type the secret into it. It is shown this once only.</Trans>
        </p>
        <code dir="ltr">{secret.match(/.{1,4}/g)?.join(" ")}</code>
      </div>
    </div>
  );
}

interface CodeFormProps {
  label: string;
  act: string;
  fault: string | null;
  isBusy: boolean;
  send: (code: string) => Promise<void>;
  back?: () => void;
}

function CodeForm({ label, act, fault, isBusy, send, back }: CodeFormProps) {
  const [code, setCode] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    void send(code.trim()).then(() => setCode(""));
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={label}
        autoComplete="one-time-code"
        dir="ltr"
        maxLength={20}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoFocus
      />
      <Fault text={fault} />
      <div className={classes.acts}>
        {back ? (
          <Button variant="subtle" onClick={back}>
            <Trans>Back</Trans>
          </Button>
        ) : null}
        <Button type="submit" loading={isBusy} disabled={code.trim().length < 6}>
          {act}
        </Button>
      </div>
    </form>
  );
}

function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  const { t } = useLingui();

  async function copy() {
    await navigator.clipboard.writeText(codes.join("\n"));
    toast({ text: t`Copied` });
  }

  return (
    <div className={classes.form}>
      <p role="status">
        <Trans>
          The second factor is on. Keep these codes where only you find them: each signs you in once when your phone
          isn't there. They are shown this once only.
        </Trans>
      </p>
      <ul className={classes.codes} dir="ltr" aria-label={t`Recovery codes`}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.acts}>
        <Button variant="default" onClick={() => void copy()}>
          <Trans>Copy</Trans>
        </Button>
        <Button onClick={done}>
          <Trans>I have kept them</Trans>
        </Button>
      </div>
    </div>
  );
}
