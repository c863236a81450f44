import { Trans } from "@lingui/react/macro";
import { createPortal } from "react-dom";
import { usePlace } from "../../session/place.tsx";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, day } from "../../texts/time.ts";
import { QrCode } from "../../ui/QrCode.tsx";
import { ticketAddress } from "./address.ts";
import "./print.css";

interface Props {
  number: string;
  token: string;
  service: string;
  at: string | undefined;
}

/** Only on paper: a strip of 80 mm. It names nobody, as tickets get lost. */
export function PrintedTicket({ number, token, service, at }: Props) {
  const { facility, timeZone } = usePlace();
  const language = useLanguage();
  const when = at ?? new Date().toISOString();
  return createPortal(
    <div className="printed-ticket" aria-hidden="true">
      <div>{facility?.name}</div>
      <div className="printed-number" dir="ltr">
        {number}
      </div>
      <div className="printed-service">{service}</div>
      <div>
        {day(when, language, timeZone)}, {clock(when, language, timeZone)}
      </div>
      <QrCode address={ticketAddress(token)} label="" className="printed-qr" />
      <div>
        <Trans>Scan to see your place and when your turn will be.</Trans>
      </div>
      <div className="printed-small">
        <Trans>Urgent patients come first: the number isn't the order.</Trans>
      </div>
    </div>,
    document.body,
  );
}
