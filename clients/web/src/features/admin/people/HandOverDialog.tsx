import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { day } from "../../../texts/time.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import code from "../devices/PairDialog.module.css";
import classes from "../kit/kit.module.css";
import { useProblem } from "../kit/problems.ts";
import type { Person } from "./roles.ts";

/** A password that is read out or written down for somebody who can't get a code, and that opens nothing by itself. */
export function HandOverDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const say = useProblem();
  const [made, setMade] = useState<{ password: string; lapsesAt: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const name = person.displayName;

  async function make() {
    setBusy(true);
    setFault(null);
    try {
      const params = { path: { staffId: person.id } };
      setMade(await answer(server.POST("/api/v1/staff/{staffId}/first-password", { params })));
    } catch (error) {
      setFault(say(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={t`New password for ${name}`} close={close}>
      <div className={classes.form}>
        {made ? (
          <>
            <output className={code.code} style={{ fontSize: 22 }} dir="ltr" aria-label={t`Password`}>
              {made.password}
            </output>
            <p className={code.text} role="status">
              {t`Give it to ${name} only. It is shown this once, good until ${day(made.lapsesAt, language, timeZone)}, and replaced by one of their own at the first sign-in.`}
            </p>
          </>
        ) : (
          <p className={code.text}>
            {t`For ${name}, if no code reaches them and they stand before you. All their sign-ins end. Whoever has a second factor still needs it.`}
          </p>
        )}
        {fault ? (
          <p role="alert" className={classes.fault}>
            {fault}
          </p>
        ) : null}
        <div className={classes.foot}>
          {made ? (
            <Button onClick={close}>
              <Trans context="closes a dialog">Done</Trans>
            </Button>
          ) : (
            <Button loading={isBusy} onClick={() => void make()}>
              <Trans>Make a password</Trans>
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
