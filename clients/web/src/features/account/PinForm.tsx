import { Trans, useLingui } from "@lingui/react/macro";
import { Button, PasswordInput } from "@mantine/core";
import "@mantine/core/styles/PasswordInput.css";
import { type FormEvent, useEffect, useState } from "react";
import { lockScreen } from "../../session/lock.ts";
import { usePlace } from "../../session/place.tsx";
import { desk } from "../../sync/desk.ts";
import { Fault } from "../../ui/Fault.tsx";
import { toast } from "../../ui/toasts.tsx";
import classes from "./AccountDialog.module.css";

/** Of this computer alone: opens the screen without the server, and what one has left here unsent. */
export function PinForm() {
  const { t } = useLingui();
  const { account } = usePlace();
  const [hasPin, setHasPin] = useState(false);
  const [pin, setPin] = useState("");
  const [password, setPassword] = useState("");
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  useEffect(() => void desk.vault.hasPin(account.id).then(setHasPin), [account.id]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!/^\d{6,12}$/.test(pin)) return setFaults({ pin: t`A PIN has 6 to 12 digits.` });
    setBusy(true);
    setFaults({});
    const done = await desk.vault.setPin(account.id, pin, password).catch(() => "FAILED" as const);
    setBusy(false);
    if (done === "SET") {
      setHasPin(true);
      setPin("");
      setPassword("");
      return toast({ text: t`The PIN opens this screen from now on` });
    }
    if (done === "WRONG_PASSWORD") return setFaults({ password: t`This isn't your password.` });
    setFaults({
      all:
        done === "SIGN_IN_FIRST"
          ? t`Sign out and in again first: this computer doesn't know your password's lock yet.`
          : t`Not saved: this computer's storage is full or blocked.`,
    });
  }

  async function remove() {
    await desk.vault.forgetPin(account.id);
    setHasPin(false);
    toast({ text: t`The PIN is taken away` });
  }

  const toggle = (name: string) => ({ "aria-label": name, tabIndex: 0, "aria-hidden": false }) as const;
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <p className="soft">
        <Trans>
          With a PIN you lock the screen when you go for a moment, and open it when the server can't be reached. It is
          kept on this computer only, and counts for 7 days after each sign-in.
        </Trans>
      </p>
      <PasswordInput
        label={hasPin ? t`New PIN` : t`PIN`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
        error={faults.pin}
        visibilityToggleButtonProps={toggle(t`Show the PIN`)}
      />
      <PasswordInput
        label={t`Your password`}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={faults.password}
        visibilityToggleButtonProps={toggle(t`Show the password`)}
      />
      <Fault text={faults.all} />
      <div className={classes.acts}>
        {hasPin ? (
          <>
            <Button variant="subtle" onClick={() => void remove()}>
              <Trans>Take the PIN away</Trans>
            </Button>
            <Button variant="default" onClick={lockScreen}>
              <Trans>Lock the screen now</Trans>
            </Button>
          </>
        ) : null}
        <Button type="submit" loading={isBusy}>
          {hasPin ? <Trans>Change the PIN</Trans> : <Trans>Set the PIN</Trans>}
        </Button>
      </div>
    </form>
  );
}
