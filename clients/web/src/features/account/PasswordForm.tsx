import { Trans, useLingui } from "@lingui/react/macro";
import { Button, PasswordInput } from "@mantine/core";
import "@mantine/core/styles/PasswordInput.css";
import { type FormEvent, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, Refused, server } from "../../session/server.ts";
import { desk } from "../../sync/desk.ts";
import { problemText } from "../../texts/problems.ts";
import { Fault } from "../../ui/Fault.tsx";
import { toast } from "../../ui/toasts.tsx";
import classes from "./AccountDialog.module.css";

const SHORTEST = 8;
const FIELDS: Record<string, string> = {
  "wrong-password": "former",
  "weak-password": "wanted",
  "breached-password": "wanted",
};

export function PasswordForm() {
  const { t, i18n } = useLingui();
  const { account } = usePlace();
  const [former, setFormer] = useState("");
  const [wanted, setWanted] = useState("");
  const [again, setAgain] = useState("");
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);

  function lacking() {
    return {
      ...(former ? {} : { former: t`Type your present password.` }),
      ...(wanted.length < SHORTEST ? { wanted: t`At least 8 characters.` } : {}),
      ...(wanted === again ? {} : { again: t`The two aren't the same.` }),
    };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const missing = lacking();
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    try {
      const body = { oldPassword: former, newPassword: wanted };
      await answer(server.PUT("/api/v1/auth/password", { body }));
      // What waits here sealed opens by the new one from now on.
      await desk.vault.passwordChanged(account.id, former, wanted);
      toast({ text: t`Your password is changed; all other sign-ins are ended` });
      for (const clear of [setFormer, setWanted, setAgain]) clear("");
    } catch (error) {
      setFaults({ [fieldOf(error)]: problemText(i18n, error) });
    } finally {
      setBusy(false);
    }
  }

  const toggle = { "aria-label": t`Show the password`, tabIndex: 0, "aria-hidden": false } as const;
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <PasswordInput
        label={t`Present password`}
        autoComplete="current-password"
        value={former}
        onChange={(event) => setFormer(event.currentTarget.value)}
        error={faults.former}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        label={t`New password`}
        description={t`A few words that nobody else puts together are easy to keep in mind.`}
        autoComplete="new-password"
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        error={faults.wanted}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        label={t`New password, once more`}
        autoComplete="new-password"
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        error={faults.again}
        visibilityToggleButtonProps={toggle}
      />
      <Fault text={faults.all} />
      <div className={classes.acts}>
        <Button type="submit" loading={isBusy}>
          <Trans>Change the password</Trans>
        </Button>
      </div>
    </form>
  );
}

function fieldOf(error: unknown): string {
  return (error instanceof Refused && FIELDS[error.code]) || "all";
}
