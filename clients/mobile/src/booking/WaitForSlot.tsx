import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { answer, once, server } from "../session/server.ts";
import { uuid7 } from "../sync/uuid.ts";
import { dayOf, plusDays } from "../texts/days.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { toast } from "../ui/toasts.tsx";
import { Words } from "../ui/Words.tsx";

const DAYS = 28;

interface Props {
  serviceId: string;
  doctorId: string | null;
  patientId: string | null;
  /** The facility's: its day counts, wherever the patient is. */
  timeZone: string;
}

/** Where nothing fits: be told when something gets free. */
export function WaitForSlot({ serviceId, doctorId, patientId, timeZone }: Props) {
  const { t, i18n } = useLingui();
  const [isBusy, setBusy] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const [key] = useState(uuid7);

  async function join() {
    setBusy(true);
    try {
      const fromDay = dayOf(Date.now(), timeZone);
      const body = { serviceId, doctorId, patientId, fromDay, untilDay: plusDays(fromDay, DAYS) };
      await answer(server.POST("/api/v1/waiting-list", { params: { header: once(`${key}-${doctorId ?? ""}`) }, body }));
      setWaiting(true);
      toast(t`You will be told when something gets free.`);
    } catch (cause) {
      toast(problemText(i18n, cause), "bad");
    } finally {
      setBusy(false);
    }
  }

  if (isWaiting) return null;
  return (
    <Card>
      <Words bold>{t`Does nothing fit?`}</Words>
      <Words tone="soft">{t`You are told when an earlier time gets free in the next four weeks.`}</Words>
      <Button
        kind="plain"
        icon="bell"
        label={t`Put me on the waiting list`}
        isBusy={isBusy}
        isOff={!patientId}
        onPress={() => void join()}
      />
    </Card>
  );
}
