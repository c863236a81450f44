import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useCallback, useState } from "react";
import { one } from "../../sync/rows.ts";
import { useView } from "../../sync/useView.ts";
import { problemText } from "../../texts/problems.ts";
import { announce } from "../../ui/announce.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { QrCode } from "../../ui/QrCode.tsx";
import { toast } from "../../ui/toasts.tsx";
import { ticketAddress } from "./address.ts";
import classes from "./GivenTicket.module.css";
import { PrintedTicket } from "./PrintedTicket.tsx";
import { type Given, undoTicket } from "./walkIn.ts";

/** The number to say and the code to scan; printing and the next patient are one key away. */
export function GivenTicket({ given, again, close }: { given: Given; again: () => void; close: () => void }) {
  const { t, i18n } = useLingui();
  const { visitId, entryIds, queueId, name, ticket } = given;
  const { visit, entry, queue } = useView(
    useCallback(
      (rows: Rows) => ({
        visit: one(rows, "visit", visitId),
        entry: one(rows, "entry", entryIds[0]),
        queue: one(rows, "queue", queueId),
      }),
      [visitId, entryIds, queueId],
    ),
  );
  const number = ticket?.ticketNumber ?? entry?.ticketNumber ?? visit?.ticketNumber ?? null;
  const token = ticket?.token ?? visit?.token ?? null;
  const service = queue?.serviceName ?? "";
  const [isUndoing, setUndoing] = useState(false);

  async function undo() {
    setUndoing(true);
    try {
      await undoTicket(given);
      toast({ text: t`The ticket of ${name} is taken back` });
      close();
    } catch (error) {
      toast({ text: problemText(i18n, error), tone: "bad" });
      setUndoing(false);
    }
  }

  return (
    <div className={classes.given}>
      <div className={classes.slip}>
        <div className={classes.facts}>
          <div className="soft">{service}</div>
          {number ? (
            <div
              className={classes.number}
              dir="ltr"
              ref={(element) => {
                if (element) announce(t`Ticket ${number} for ${name}`);
              }}
            >
              {number}
            </div>
          ) : (
            <p className={classes.pending} role="status">
              <Icon name="unsent" size={18} />
              <Trans>
                The number comes from the server as soon as it is reached. The patient is on the board already.
              </Trans>
            </p>
          )}
          <div dir="auto">{name}</div>
          {ticket ? (
            <div className={classes.kept}>
              <Icon name="check" size={14} />
              <Trans>Saved on this computer; this number is valid without the server.</Trans>
            </div>
          ) : null}
        </div>
        {token ? (
          <QrCode
            address={ticketAddress(token)}
            className={classes.qr}
            label={t`Code that opens the ticket on a phone`}
          />
        ) : null}
      </div>
      <div className={classes.acts}>
        <Button variant="subtle" loading={isUndoing} leftSection={<Icon name="undo" />} onClick={() => void undo()}>
          <Trans>Undo</Trans>
        </Button>
        <span className={classes.gap} />
        <Button variant="default" disabled={!number || !token} onClick={() => print()}>
          <Trans>Print</Trans>
        </Button>
        <Button onClick={again} data-autofocus autoFocus>
          <Trans>Next patient</Trans>
        </Button>
      </div>
      {number && token ? <PrintedTicket number={number} token={token} service={service} at={visit?.arrivedAt} /> : null}
    </div>
  );
}
