import { useEffect, useState } from "preact/hooks";
import type { Device, DeviceSession } from "../shared/device.ts";
import { follow } from "../shared/events.ts";
import { directionOf, fill, type Language, timeText } from "../shared/languages.ts";
import type { Place, Settings } from "../shared/settings.ts";
import { useNow } from "../shared/use.ts";
import { Announcer, type Call, News, shown } from "./calls.ts";
import { Sound } from "./sound.ts";
import { TEXTS } from "./texts.ts";

const LANGUAGE_MS = 8_000;
const HIGHLIGHT_MS = 6_000;
const STALE_MS = 45_000;
const ROWS = 6;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Props {
  session: DeviceSession;
  device: Device;
  place: Place;
  settings: Settings;
  onSetup: () => void;
}

/** The last calls, for a room full of people. */
export function Board({ session, device, place, settings, onSetup }: Props) {
  const [sound] = useState(() => new Sound());
  const [isLoud, setIsLoud] = useState(() => sound.isAllowed());
  const [calls, setCalls] = useState<Call[]>([]);
  const [announced, setAnnounced] = useState<Call | null>(null);
  const [heardAt, setHeardAt] = useState<number | null>(null);
  const now = useNow(1_000);
  const language = settings.languages[Math.floor(now / LANGUAGE_MS) % settings.languages.length]!;
  useDirection(language);

  useEffect(() => {
    const news = new News();
    const announcer = new Announcer(async (call) => {
      setAnnounced(call);
      await Promise.all([pause(HIGHLIGHT_MS), sound.announce(call, settings.languages).catch(() => undefined)]);
      setAnnounced(null);
    });
    return follow({
      url: `/api/v1/events?facilityId=${device.facilityId}`,
      token: () => session.valid(),
      onHeard: () => setHeardAt(Date.now()),
      onRefused: (status) => {
        if (status === 401 || status === 403) session.forget();
      },
      onEvent: ({ event, data }) => {
        if (event !== "board") return;
        const { board } = JSON.parse(data) as { board: { calls: Call[] } };
        const ours = shown(board.calls, settings.queueIds);
        setCalls(ours);
        announcer.update(ours, news.of(ours));
      },
    });
  }, [session, device.facilityId, settings, sound]);

  const texts = TEXTS[language];
  const clock = (at: number) => timeText(at, language, place.country, place.timeZone);
  const isStale = heardAt === null || now - heardAt > STALE_MS;
  const rows = calls.slice(0, ROWS);
  const large = announced ?? rows.find(({ state }) => state === "CALLED") ?? null;
  return (
    <div class="display">
      <header>
        <h1>{place.name}</h1>
        <p class="clock">{clock(now)}</p>
      </header>
      {isStale && (
        <p class="stale" role="alert">
          {heardAt === null ? texts.neverHeard : fill(texts.stale, { time: clock(heardAt) })}
        </p>
      )}
      <main>
        <section class={`large${announced ? " news" : ""}`} aria-live="assertive">
          {large ? (
            <>
              <p class="word">{texts.number}</p>
              <p class="number">
                <bdi>{large.ticketNumber}</bdi>
              </p>
              <p class="room">
                <bdi>{large.room}</bdi>
              </p>
              <p class="service">
                <bdi>{large.service}</bdi>
              </p>
            </>
          ) : (
            <p class="nobody">{texts.nobody}</p>
          )}
        </section>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.number}</th>
              <th scope="col">{texts.room}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ callId, ticketNumber, room, service, state }) => (
              <tr key={callId} data-state={state} class={callId === announced?.callId ? "news" : ""}>
                <th scope="row" class="number">
                  <bdi>{ticketNumber}</bdi>
                </th>
                <td>
                  <bdi>{room}</bdi>
                  <span class="service">
                    <bdi>{service}</bdi>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </main>
      <footer>
        {isLoud ? (
          <p class="soft">{texts.soundOn}</p>
        ) : (
          <button type="button" onClick={() => sound.turnOn().then(() => setIsLoud(sound.isOn))}>
            {texts.sound}
          </button>
        )}
        <button type="button" onClick={onSetup}>
          {texts.setup}
        </button>
      </footer>
    </div>
  );
}

function useDirection(language: Language): void {
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);
}
