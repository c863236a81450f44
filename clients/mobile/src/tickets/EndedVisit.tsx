import { useLingui } from "@lingui/react/macro";
import { Card } from "../ui/Card.tsx";
import { Words } from "../ui/Words.tsx";
import { TicketActs } from "./TicketActs.tsx";
import type { Ended } from "./useTickets.ts";

/** A visit that has just ended: how, and how to wait again where that is possible. */
export function EndedVisit({ ended: { visit, entry } }: { ended: Ended }) {
  const { t } = useLingui();
  const words: Record<string, string> = {
    SERVED: t`You have been seen. Get well soon.`,
    NO_SHOW: t`You were called and didn't come. You can wait again, at the end of the queue.`,
    LEFT: t`You gave up your place. You can wait again, at the end of the queue.`,
    CANCELLED: t`You gave up your place. You can wait again, at the end of the queue.`,
  };
  const number = visit.ticketNumber ?? "";
  const canRejoin = entry && ["NO_SHOW", "LEFT", "CANCELLED"].includes(entry.state);
  return (
    <Card tone={entry?.state === "SERVED" ? "good" : "plain"}>
      <Words bold level={2}>{t`Your number was ${number}`}</Words>
      <Words>{words[entry?.state ?? ""] ?? t`Your visit has ended.`}</Words>
      {canRejoin ? (
        <TicketActs
          step={{ queueId: entry.queueId, service: "", entryId: entry.id, state: entry.state, credits: [], recalls: 0 }}
        />
      ) : null}
    </Card>
  );
}
