import { Trans, useLingui } from "@lingui/react/macro";
import { Button, PasswordInput } from "@mantine/core";
import "@mantine/core/styles/PasswordInput.css";
import { type FormEvent, useState } from "react";
import { Choices } from "../app/Choices.tsx";
import { desk } from "../sync/desk.ts";
import { Fault } from "../ui/Fault.tsx";
import { openScreen } from "./lock.ts";
import classes from "./SignIn.module.css";
import { type Account, tokens } from "./tokens.ts";

/** Asks who works here for the PIN, which needs no server. */
export function LockScreen({ account }: { account: Account }) {
  const { t } = useLingui();
  const [pin, setPin] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const verdict = await desk.vault.unlock(account.id, pin).catch(() => "WRONG" as const);
    setBusy(false);
    setPin("");
    if (verdict === "UNLOCKED") return openScreen();
    setOver(verdict === "SIGN_IN_REQUIRED");
    setFault(
      verdict === "WRONG"
        ? t`This isn't your PIN.`
        : t`The PIN doesn't count any more: it was wrong too often, or your last sign-in is more than 7 days ago.`,
    );
  }

  async function signIn() {
    await desk.close();
    openScreen();
    await tokens.signOut();
  }

  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <h1 className={classes.title}>{t`The screen is locked`}</h1>
        <p className={classes.who}>{account.displayName}</p>
        <Fault text={fault} />
        {isOver ? null : (
          <>
            <PasswordInput
              label={t`PIN`}
              value={pin}
              onChange={(event) => setPin(event.currentTarget.value)}
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              visibilityToggleButtonProps={{ "aria-label": t`Show the PIN`, tabIndex: 0, "aria-hidden": false }}
              size="sm"
              autoFocus
            />
            <Button type="submit" size="sm" loading={isBusy} disabled={pin.length === 0} fullWidth>
              <Trans>Open</Trans>
            </Button>
          </>
        )}
        <Button variant={isOver ? "filled" : "subtle"} onClick={() => void signIn()}>
          <Trans>Sign in with the password</Trans>
        </Button>
        <p className="soft">
          <Trans>
            A sign-in needs the server. What isn't sent yet stays on this computer, sealed, until you have signed in.
          </Trans>
        </p>
      </form>
      <Choices />
    </main>
  );
}
