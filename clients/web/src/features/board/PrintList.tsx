import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { usePlace } from "../../session/place.tsx";
import { useSnapshot } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, day } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useUrgencyName } from "../../ui/Urgency.tsx";
import type { Board, Line } from "./lines.ts";
import "./printList.css";
import { useWords } from "./words.ts";

interface Props {
  lists: Board;
  /** Nobody is filtered out. */
  isWhole: boolean;
}

/** The list on paper, all of it, however little of it is on screen, for when the computers are gone. */
export function PrintList({ lists, isWhole }: Props) {
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
        <Icon name="printer" />
      </ActionIcon>
      {isPrinting ? createPortal(<Printed lists={lists} isWhole={isWhole} />, document.body) : null}
    </>
  );
}

function Printed({ lists: { atDesks, waiting, onHold }, isWhole }: Props) {
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
        {isWhole ? "" : `. ${t`Only whom the filters show`}`}
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
