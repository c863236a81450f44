import { useEffect } from "preact/hooks";
import encodeQR from "qr";
import { fill, type Language, timeText } from "../shared/languages.ts";
import type { Place } from "../shared/settings.ts";
import type { Result } from "./contact.ts";
import type { Texts } from "./texts.ts";

interface Props {
  result: Result;
  place: Place;
  language: Language;
  texts: Texts;
  /** How phones reach the server. */
  address: string;
  print: boolean;
  onDone: () => void;
}

export function TicketScreen({ result, place, language, texts, address, print, onDone }: Props) {
  useEffect(() => {
    if (print) window.print();
  }, [print]);
  const { path, size } = qrPath(`${address}/t/${result.token}`);
  return (
    <section class="ticket">
      <div>
        <p class="word">{texts.yourNumber}</p>
        <p class="number">
          <bdi>{result.ticketNumber}</bdi>
        </p>
        {sentences(result, place, language, texts).map((sentence) => (
          <p key={sentence} class="sentence">
            {sentence}
          </p>
        ))}
        <p class="soft">{texts.goWait}</p>
      </div>
      <div>
        <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={texts.scan}>
          <rect width={size} height={size} fill="#fff" />
          <path d={path} fill="#000" />
        </svg>
        <p class="soft">{texts.scan}</p>
      </div>
      <button type="button" class="primary" onClick={onDone}>
        {texts.done}
      </button>
    </section>
  );
}

/** How many are before, and when; without contact that nobody knows. */
export function sentences({ ticket }: Result, place: Place, language: Language, texts: Texts): string[] {
  if (!ticket) return [texts.offlineRange];
  const step = ticket.steps.find(({ state }) => state !== null);
  if (step?.state !== "WAITING") return [];
  const people = step.peopleAhead ?? 0;
  const ahead = people === 0 ? texts.aheadNone : people === 1 ? texts.aheadOne : fill(texts.aheadMany, { people });
  const range = step.forecast?.start;
  const clock = (at: string) => timeText(at, language, place.country, place.timeZone);
  // Of a route all services, in their order.
  const where = ticket.steps.map(({ service }) => service).join(" · ");
  if (!range) return [where, ahead, texts.unknown];
  const isSoon = Date.parse(range.p10) <= Date.parse(ticket.asOf);
  const when = fill(isSoon ? texts.soon : texts.range, { from: clock(range.p10), until: clock(range.p90) });
  return [where, ahead, when];
}

/** The dark squares as one path, and how many squares a side has, with the white border that readers need. */
function qrPath(text: string): { path: string; size: number } {
  const squares = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  let path = "";
  squares.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return { path, size: squares.length };
}
