import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { desk } from "../sync/desk.ts";
import { useLanguage } from "../texts/i18n.ts";
import { problemText } from "../texts/problems.ts";
import { clock } from "../texts/time.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Fault } from "../ui/Fault.tsx";
import { toast } from "../ui/toasts.tsx";
import { useNow } from "../ui/useNow.ts";
import classes from "./BreakDialog.module.css";
import { usePlace } from "./place.tsx";
import { answer, once, server } from "./server.ts";

const MINUTE_MS = 60_000;
const LENGTHS = [10, 15, 30, 45, 60];

/** Until when, so that those who wait are told a time that holds. */
export function BreakDialog({ close }: { close: () => void }) {
  const { t, i18n } = useLingui();
  const { session, timeZone } = usePlace();
  const language = useLanguage();
  const now = useNow();
  const [minutes, setMinutes] = useState<number | null>(15);
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function begin(event: FormEvent) {
    event.preventDefault();
    if (!session) return;
    const until = minutes === null ? null : new Date(Date.now() + minutes * MINUTE_MS).toISOString();
    const params = { path: { deskSessionId: session.id }, header: once() };
    setBusy(true);
    try {
      const body = { until, reason: reason.trim() || null };
      await answer(server.POST("/api/v1/desk-sessions/{deskSessionId}/break", { params, body }));
      desk.engine.nudge();
      toast({ text: until ? t`On a break until ${clock(until, language, timeZone)}` : t`On a break` });
      close();
    } catch (cause) {
      setError(problemText(i18n, cause));
      setBusy(false);
    }
  }

  return (
    <Dialog title={t`Take a break`} close={close}>
      <form onSubmit={begin}>
        <Stack gap="md">
          <fieldset className={classes.lengths}>
            <legend className="label">{t`Back at`}</legend>
            {[...LENGTHS, null].map((length) => (
              <label key={length} className={classes.length} data-chosen={length === minutes || undefined}>
                <input
                  type="radio"
                  name="length"
                  checked={length === minutes}
                  onChange={() => setMinutes(length)}
                  data-autofocus={length === minutes || undefined}
                />
                {length === null ? (
                  t`Not known`
                ) : (
                  <>
                    <span>{clock(now + length * MINUTE_MS, language, timeZone)}</span>
                    <span className="soft">{t`${length} min`}</span>
                  </>
                )}
              </label>
            ))}
          </fieldset>
          <TextInput
            label={t`Why (may be left out)`}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={200}
          />
          <Fault text={error} />
          <Button type="submit" loading={isBusy}>
            <Trans>Take a break</Trans>
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
