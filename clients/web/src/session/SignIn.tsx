import { Trans, useLingui } from "@lingui/react/macro";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import "@mantine/core/styles/PasswordInput.css";
import { type FormEvent, lazy, Suspense, useEffect, useState } from "react";
import { Choices } from "../app/Choices.tsx";
import { desk } from "../sync/desk.ts";
import { problemText } from "../texts/problems.ts";
import { Icon } from "../ui/Icon.tsx";
import { openScreen } from "./lock.ts";
import classes from "./SignIn.module.css";
import { Refused, refusal } from "./server.ts";
import { post, tokens } from "./tokens.ts";

type Step = "name" | "own" | "code";
const ASKED: Record<string, Step> = { "new-password-needed": "own", "second-factor-needed": "code" };

const OwnPassword = lazy(() => import("../features/first-password/OwnPassword.tsx"));

export function SignIn({ wasEnded }: { wasEnded: boolean }) {
  const { t, i18n } = useLingui();
  const [userName, setUserName] = useState("");
  const [password, setPassword] = useState("");
  const [secondFactor, setSecondFactor] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [step, setStep] = useState<Step>("name");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const [wait, setWait] = useState(0);

  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1_000);
    return () => clearTimeout(timer);
  }, [wait]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await signIn({
        userName: userName.trim(),
        password,
        newPassword: newPassword || undefined,
        secondFactor: secondFactor.trim() || undefined,
      });
    } catch (cause) {
      const refused = cause instanceof Refused ? cause : new Refused(0, "no-contact");
      const asked = ASKED[refused.code];
      if (asked && asked !== step) setStep(asked);
      else {
        setError(refused);
        setSecondFactor("");
        setWait(Math.min(refused.retryAfterSeconds ?? 0, 900));
      }
    } finally {
      setBusy(false);
    }
  }

  function back() {
    setStep("name");
    setNewPassword("");
    setSecondFactor("");
    setError(null);
  }

  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={submit}>
        <img src="/desk/icon.svg" width="40" height="40" alt="" />
        <h1 className={classes.title}>{step === "name" ? t`Sign in to CareTurn` : t`One more step`}</h1>
        {wasEnded && !error ? (
          <p className={classes.notice} role="status">
            <Trans>Your sign-in has ended. What you did here is kept and will be sent when you sign in again.</Trans>
          </p>
        ) : null}
        {error ? (
          <p className={classes.error} role="alert">
            <Icon name="alert" />
            <span>{problemText(i18n, error)}</span>
          </p>
        ) : null}
        {step === "own" ? (
          <Suspense>
            <OwnPassword value={newPassword} change={setNewPassword} />
          </Suspense>
        ) : step === "code" ? (
          <TextInput
            key="code"
            label={t`Code of your authenticator app, or a recovery code`}
            name="one-time-code"
            autoComplete="one-time-code"
            value={secondFactor}
            onChange={(event) => setSecondFactor(event.currentTarget.value)}
            size="sm"
            required
            withAsterisk={false}
            data-autofocus
            autoFocus
          />
        ) : (
          <>
            <TextInput
              label={t`User name`}
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={userName}
              onChange={(event) => setUserName(event.currentTarget.value)}
              size="sm"
              required
              withAsterisk={false}
              autoFocus
            />
            <PasswordInput
              label={t`Password`}
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": t`Show the password`, tabIndex: 0, "aria-hidden": false }}
              size="sm"
              required
              withAsterisk={false}
            />
          </>
        )}
        <Button type="submit" size="sm" loading={isBusy} disabled={wait > 0} fullWidth>
          {wait > 0 ? t`Try again in ${wait} s` : t`Sign in`}
        </Button>
        {step !== "name" ? (
          <Button variant="subtle" onClick={back}>
            <Trans>Back</Trans>
          </Button>
        ) : null}
      </form>
      <Choices />
    </main>
  );
}

interface Who {
  userName: string;
  password: string;
  newPassword?: string;
  secondFactor?: string;
}

async function signIn(who: Who): Promise<void> {
  const response = await fetch("/api/v1/auth/login", post({ ...who, client: "WEB", kind: "STAFF", label: label() }));
  const body = await response.json().catch(() => undefined);
  if (!response.ok) {
    const refused = refusal(response, body);
    // The answer to the change itself may have been lost.
    if (refused.code === "wrong-credentials" && who.newPassword)
      return signIn({ ...who, password: who.newPassword, newPassword: undefined });
    throw refused;
  }
  openScreen();
  tokens.signedIn(body);
  void desk.vault.signedIn(body.account.id, who.newPassword ?? who.password).then(() => desk.opened());
}

/** For the list of a person's sign-ins. */
function label(): string {
  const system = /Windows|Mac OS X|Android|iPhone|iPad|CrOS|Linux/.exec(navigator.userAgent)?.[0] ?? "";
  const browser = /Edg|Firefox|Chrome|Safari/.exec(navigator.userAgent)?.[0] ?? "";
  return `${browser === "Edg" ? "Edge" : browser} ${system}`.trim().slice(0, 100);
}
