import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { usePlace } from "../../session/place.tsx";
import { useSnapshot } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, day } from "../../texts/time.ts";
import { useUrgencyName } from "../../ui/Urgency.tsx";
import type { Board, Line } from "./lines.ts";
import "./printList.css";
import { useWords } from "./words.ts";

/** The list on paper, all of it, however little of it is on screen, for when the computers are gone. */
export function PrintList({ lists }: { lists: Board }) {
  const { t } = useLingui();
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // A ticket that is on screen is what is to be printed then.
    const before = () => flushSync(() => setPrinting(!document.querySelector(".printed-ticket")));
    const after = () => setPrinting(false);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return (
    <>
      <ActionIcon variant="default" size={30} aria-label={t`Print the list`} title={t`Print the list`} onClick={print}>
        <svg
          aria-hidden="true"
          width="16"
          height="16"
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentColor"
          strokeWidth={1.8}
        >
          <path d="M7 8V4h10v4M7 17H5a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-2M7 14h10v6H7Z" />
        </svg>
      </ActionIcon>
      {isPrinting ? createPortal(<Printed lists={lists} />, document.body) : null}
    </>
  );
}

function Printed({ lists: { atDesks, waiting, onHold } }: { lists: Board }) {
  const { t } = useLingui();
  const { facility, timeZone } = usePlace();
  const { status } = useSnapshot();
  const language = useLanguage();
  const asOf = status?.lastContact ?? Date.now();
  return (
    <div className="printed-list">
      <h1>{facility?.name}</h1>
      <p>
        <Trans>
          As of {day(asOf, language, timeZone)}, {clock(asOf, language, timeZone)}
        </Trans>
      </p>
      <Part title={t`At desks`} lines={atDesks} />
      {waiting.map(({ queue, lines }) => (
        <Part key={queue.id} title={queue.serviceName} lines={lines} />
      ))}
      <Part title={t`On hold`} lines={onHold} />
    </div>
  );
}

function Part({ title, lines }: { title: string; lines: Line[] }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const words = useWords();
  const urgencyName = useUrgencyName();
  if (lines.length === 0) return null;
  return (
    <table>
      <caption>
        {title} ({lines.length})
      </caption>
      <thead>
        <tr>
          {[t`Place`, t`Ticket`, t`Patient`, t`Urgency`, t`Here since`, t`Turn`, t`Where`].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ entry, patient, turn, told, room }) => (
          <tr key={entry.id}>
            <td>{turn?.position}</td>
            <td>{entry.ticketNumber ?? "…"}</td>
            <td>{patient?.name ?? t`Unknown`}</td>
            <td>{urgencyName(entry.urgency)}</td>
            <td>{clock(entry.arrivedAt, language, timeZone)}</td>
            <td>{turn ? words.range(told?.forecast) : ""}</td>
            <td>{room?.name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
