import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock } from "../../../texts/time.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { useNow } from "../../../ui/useNow.ts";
import { EditForm } from "../kit/EditForm.tsx";
import { textOf } from "../kit/fields.ts";
import classes from "../kit/kit.module.css";
import { useDevices, useRefresh } from "../kit/queries.ts";
import own from "./PairDialog.module.css";

/** How often it is looked whether the device has come, milliseconds. */
const LOOK_MS = 4_000;

interface Given {
  id: string;
  code: string;
  expiresAt: string;
  name: string;
}

export function PairDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const [given, setGiven] = useState<Given | null>(null);
  return (
    <Dialog title={t`Let a device in`} close={close}>
      {given ? (
        <Code given={given} close={close} another={() => setGiven(null)} />
      ) : (
        <EditForm
          fields={[
            {
              kind: "text",
              name: "name",
              label: t`What it is called`,
              note: t`Where it stands, such as: Display, waiting room 2.`,
              max: 200,
            },
          ]}
          start={{ name: "" }}
          save={async (values) => {
            const name = textOf(values, "name") ?? "";
            const code = await answer(server.POST("/api/v1/devices", { body: { facilityId, name } }));
            setGiven({ ...code, name });
          }}
          submit={t`Make a code`}
          isNew
        />
      )}
    </Dialog>
  );
}

function Code({ given, close, another }: { given: Given; close: () => void; another: () => void }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const now = useNow();
  const refresh = useRefresh();
  const { data: devices = [] } = useDevices();
  const [known] = useState(() => new Set(devices.map(({ id }) => id)));
  const isIn = devices.some(({ id, name }) => name === given.name && !known.has(id));
  const isOver = now > Date.parse(given.expiresAt);
  const waits = !isIn && !isOver;

  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void refresh(), LOOK_MS);
    return () => clearInterval(timer);
  });

  if (isIn)
    return (
      <div className={classes.form}>
        <p role="status" className={own.done}>
          <Icon name="check" />
          {t`${given.name} is in.`}
        </p>
        <div className={classes.foot}>
          <Button onClick={close}>
            <Trans context="closes a dialog">Done</Trans>
          </Button>
        </div>
      </div>
    );
  return (
    <div className={classes.form}>
      <output className={own.code} dir="ltr" aria-label={t`Code`} data-over={isOver || undefined}>
        {given.code}
      </output>
      <p className={own.text} role="status">
        {isOver
          ? t`This code is over.`
          : t`Type it on ${given.name}, at /display/ or /kiosk/. It is good until ${clock(given.expiresAt, language, timeZone)}, once, and shown only here.`}
      </p>
      {isOver ? (
        <div className={classes.foot}>
          <Button onClick={another}>
            <Trans>Make another code</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}
