import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock, day } from "../../../texts/time.ts";
import { Empty } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { Confirm, type Question } from "../kit/Confirm.tsx";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { useDevices, useRefresh } from "../kit/queries.ts";
import { EntranceCode } from "./EntranceCode.tsx";
import { OfflineComputers } from "./OfflineComputers.tsx";
import { PairDialog } from "./PairDialog.tsx";

export default function DevicesPage() {
  const { t } = useLingui();
  const devices = useDevices();
  const [isPairing, setPairing] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  return (
    <>
      <div className={classes.bar}>
        <span className="soft">{t`Displays in waiting rooms and kiosks at the entrance sign in by a code from here.`}</span>
        <span className={classes.grow} />
        <Button onClick={() => setPairing(true)}>
          <Trans>Let a device in</Trans>
        </Button>
      </div>
      <Listed query={devices} rows={4}>
        {(items) => <DeviceTable devices={items} ask={setQuestion} />}
      </Listed>
      <EntranceCode />
      <OfflineComputers ask={setQuestion} />
      {isPairing ? <PairDialog close={() => setPairing(false)} /> : null}
      {question ? <Confirm question={question} close={() => setQuestion(null)} /> : null}
    </>
  );
}

function DeviceTable({ devices, ask }: { devices: Schemas["Device"][]; ask: (question: Question) => void }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const refresh = useRefresh();
  const at = (when: string) => `${day(when, language, timeZone)}, ${clock(when, language, timeZone)}`;
  if (devices.length === 0)
    return (
      <Empty icon="board" title={t`No displays or kiosks yet`}>
        {t`Open /display/ or /kiosk/ on the device, press “Let a device in” here, and type the code there.`}
      </Empty>
    );

  function revoke({ id, name }: Schemas["Device"]) {
    ask({
      title: t`Shut ${name} out?`,
      text: t`It shows nothing more and takes nobody more. It can be let in again only by a new code.`,
      act: t`Shut out`,
      run: async () => {
        const params = { path: { deviceId: id }, header: once() };
        await answer(server.DELETE("/api/v1/devices/{deviceId}", { params }));
        await refresh();
        toast({ text: t`${name} is shut out` });
      },
    });
  }

  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Name`}</th>
            <th className={classes.wide}>{t`Let in`}</th>
            <th>{t`Last contact`}</th>
            <th>
              <VisuallyHidden>{t`More`}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <tr key={device.id} className={device.active ? undefined : classes.off}>
              <td dir="auto">
                {device.name}
                {device.active ? null : <span className={classes.tag}>{t`Shut out`}</span>}
              </td>
              <td className={classes.wide}>{at(device.pairedAt)}</td>
              <td>{device.lastContactAt ? at(device.lastContactAt) : t`Never yet`}</td>
              <td data-end>
                {device.active ? (
                  <Button
                    variant="subtle"
                    color="red"
                    aria-label={`${t`Shut out`}: ${device.name}`}
                    onClick={() => revoke(device)}
                  >
                    <Trans>Shut out</Trans>
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
