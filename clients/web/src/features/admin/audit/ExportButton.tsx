import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { authorised, refusal } from "../../../session/server.ts";
import { useIsOnline } from "../../../sync/useView.ts";
import { plusDays, startOf } from "../../../texts/days.ts";
import { save } from "../../../ui/save.ts";
import { toast } from "../../../ui/toasts.tsx";
import { useProblem } from "../kit/problems.ts";

/** The days that are chosen, as a file. */
export function ExportButton({ firstDay, lastDay }: { firstDay: string; lastDay: string }) {
  const { facilityId, timeZone } = usePlace();
  const isOnline = useIsOnline();
  const say = useProblem();
  const [isBusy, setBusy] = useState(false);

  async function saveDays() {
    setBusy(true);
    try {
      const from = startOf(firstDay, timeZone);
      const to = startOf(plusDays(lastDay, 1), timeZone);
      const query = new URLSearchParams({ facilityId, from, to });
      const response = await authorised(new Request(`${location.origin}/api/v1/audit/export.csv?${query}`));
      if (!response.ok) throw refusal(response, await response.json().catch(() => undefined));
      save(`audit-${firstDay}-${lastDay}.csv`, await response.blob());
    } catch (error) {
      toast({ text: say(error), tone: "bad" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button
      variant="default"
      loading={isBusy}
      disabled={!isOnline || !firstDay || !lastDay || firstDay > lastDay}
      onClick={() => void saveDays()}
    >
      <Trans>Export these days</Trans>
    </Button>
  );
}
