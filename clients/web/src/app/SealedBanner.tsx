import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, PasswordInput } from "@mantine/core";
import "@mantine/core/styles/PasswordInput.css";
import { type FormEvent, useState } from "react";
import { usePlace } from "../session/place.tsx";
import { desk } from "../sync/desk.ts";
import { useSnapshot } from "../sync/useView.ts";
import { Fault } from "../ui/Fault.tsx";
import { Stale } from "../ui/states.tsx";
import classes from "./SealedBanner.module.css";

/** What one has left here unsent is sealed, and the password that was typed doesn't open it: it was changed elsewhere. */
export function SealedBanner() {
  const { t } = useLingui();
  const { account } = usePlace();
  const { pending } = useSnapshot();
  const [secret, setSecret] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const count = pending.filter(({ sealed }) => sealed).length;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const isOpen = await desk.vault.open(account.id, secret).catch(() => false);
    setBusy(false);
    setSecret("");
    if (isOpen) desk.opened();
    else setFault(t`This opens nothing. Try the password of the day when you left.`);
  }

  return (
    <Stale>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <span>
          <Plural
            value={count}
            one="# change that you left on this computer is sealed."
            other="# changes that you left on this computer are sealed."
          />{" "}
          <Trans>Your PIN or your former password opens and sends it.</Trans>
        </span>
        <PasswordInput
          aria-label={t`PIN or former password`}
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t`Show what was typed`, tabIndex: 0, "aria-hidden": false }}
          className={classes.secret}
        />
        <Button type="submit" variant="default" loading={isBusy} disabled={!secret}>
          <Trans>Open</Trans>
        </Button>
        <Fault text={fault} />
      </form>
    </Stale>
  );
}
