import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Device } from "../shared/device.ts";
import { directionOf, LANGUAGES, type Language } from "../shared/languages.ts";
import { offered, type Place, type Settings, type Wanted } from "../shared/settings.ts";
import { ByCode, ByPhone, type Typed } from "./CheckIn.tsx";
import type { Contact, Result } from "./contact.ts";
import { reason } from "./refusals.ts";
import { StaffNote } from "./StaffNote.tsx";
import { TicketScreen } from "./TicketScreen.tsx";
import { TEXTS } from "./texts.ts";
import { useIdle } from "./useIdle.ts";

type Screen = "LANGUAGE" | "START" | "HOW" | "CODE" | "PHONE" | "SERVICE" | "TICKET";

const BACK: Partial<Record<Screen, Screen>> = { HOW: "START", CODE: "HOW", PHONE: "HOW", SERVICE: "START" };
const TITLES = {
  LANGUAGE: "chooseLanguage",
  START: "start",
  HOW: "booked",
  CODE: "byCode",
  PHONE: "byPhone",
  SERVICE: "which",
  TICKET: "yourNumber",
} as const;
const IDLE_MS = 45_000;
const TICKET_MS = 30_000;

interface Props {
  contact: Contact;
  device: Device;
  place: Place;
  settings: Settings;
}

/** One person at the kiosk, from the choice of the language to the number. Whoever comes next finds nothing of it. */
export function Visitor(props: Props) {
  const [person, setPerson] = useState(0);
  const reset = useCallback(() => setPerson((count) => count + 1), []);
  return <Steps key={person} {...props} onReset={reset} />;
}

function Steps({ contact, device, place, settings, onReset }: Props & { onReset: () => void }) {
  const only = settings.languages.length === 1 ? settings.languages[0]! : null;
  const [language, setLanguage] = useState<Language>(only ?? settings.languages[0]!);
  const [screen, setScreen] = useState<Screen>(only ? "START" : "LANGUAGE");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const first = only ? "START" : "LANGUAGE";
  const idle = useIdle(idleMs(screen, first), onReset);
  const texts = TEXTS[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);

  const go = (next: Screen) => {
    setFault(null);
    setScreen(next);
  };
  const choose = (one: Language) => {
    setLanguage(one);
    go("START");
  };
  const finish = async (asked: Promise<Result>) => {
    setIsBusy(true);
    setFault(null);
    try {
      setResult(await asked);
      setScreen("TICKET");
    } catch (failure) {
      setFault(reason(failure, texts));
    }
    setIsBusy(false);
  };
  const checkIn = (typed: Typed) => void finish(contact.checkIn({ facilityId: device.facilityId, ...typed }));
  const take = (wanted: Wanted) => void finish(contact.take(place, device.facilityId, wanted, language));
  const typing = { texts, fault, isBusy, onCheckIn: checkIn, onFault: setFault };
  const back = BACK[screen];
  const content: Record<Screen, () => ComponentChildren> = {
    LANGUAGE: () => <Languages languages={settings.languages} onChoose={choose} />,
    START: () => (
      <Choices>
        <Choice title={texts.booked} how={texts.bookedHow} onChoose={() => go("HOW")} />
        <Choice title={texts.take} how={texts.takeHow} onChoose={() => go("SERVICE")} />
      </Choices>
    ),
    HOW: () => (
      <Choices>
        <Choice title={texts.byCode} onChoose={() => go("CODE")} />
        <Choice title={texts.byPhone} onChoose={() => go("PHONE")} />
      </Choices>
    ),
    CODE: () => <ByCode {...typing} />,
    PHONE: () => <ByPhone {...typing} />,
    SERVICE: () => <Services offers={offered(place, settings)} fault={fault} isBusy={isBusy} onTake={take} />,
    TICKET: () =>
      result && (
        <TicketScreen
          result={result}
          place={place}
          language={language}
          texts={texts}
          address={device.address}
          print={settings.print}
          onDone={onReset}
        />
      ),
  };
  return (
    <div class="kiosk" data-screen={screen}>
      <header>
        <p>{place.name}</p>
        {!contact.hasContact && <p class="offline">{texts.offline}</p>}
      </header>
      <main>
        <Title key={screen} text={texts[TITLES[screen]]} isFirst={screen === first} isHidden={screen === "TICKET"} />
        {content[screen]()}
      </main>
      <footer>
        {back && (
          <button type="button" onClick={() => go(back)}>
            {texts.back}
          </button>
        )}
        {screen === first ? <StaffNote contact={contact} texts={texts} /> : null}
        {screen !== first && screen !== "TICKET" && (
          <button type="button" onClick={onReset}>
            {texts.over}
          </button>
        )}
      </footer>
      {idle.isAsking && (
        <div class="asking" role="alertdialog" aria-modal="true" aria-labelledby="still">
          <h2 id="still">{texts.still}</h2>
          <FocusedButton onClick={idle.stay}>{texts.stay}</FocusedButton>
        </div>
      )}
    </div>
  );
}

function idleMs(screen: Screen, first: Screen): number | null {
  if (screen === first) return null;
  return screen === "TICKET" ? TICKET_MS : IDLE_MS;
}

function Languages({ languages, onChoose }: { languages: Language[]; onChoose: (language: Language) => void }) {
  return (
    <Choices>
      {languages.map((one) => (
        <button type="button" key={one} lang={one} dir={directionOf(one)} onClick={() => onChoose(one)}>
          {LANGUAGES[one]}
        </button>
      ))}
    </Choices>
  );
}

interface ServicesProps {
  offers: Wanted[];
  fault: string | null;
  isBusy: boolean;
  onTake: (wanted: Wanted) => void;
}

function Services({ offers, fault, isBusy, onTake }: ServicesProps) {
  return (
    <>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <Choices>
        {offers.map((wanted) => (
          <button type="button" key={Object.values(wanted.wish)[0]} disabled={isBusy} onClick={() => onTake(wanted)}>
            <bdi>{wanted.name}</bdi>
          </button>
        ))}
      </Choices>
    </>
  );
}

function Choices({ children }: { children: ComponentChildren }) {
  return <div class="choices">{children}</div>;
}

function Choice({ title, how, onChoose }: { title: string; how?: string; onChoose: () => void }) {
  return (
    <button type="button" onClick={onChoose}>
      {title}
      {how && <span class="how">{how}</span>}
    </button>
  );
}

/** Says by a screen reader what has come; not at the very beginning, where nobody has pressed anything. */
function Title({ text, isFirst, isHidden }: { text: string; isFirst: boolean; isHidden: boolean }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst) title.current?.focus();
  }, [isFirst]);
  return (
    <h1 ref={title} tabIndex={-1} class={isHidden ? "hidden" : ""}>
      {text}
    </h1>
  );
}

function FocusedButton({ onClick, children }: { onClick: () => void; children: ComponentChildren }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" class="primary" onClick={onClick}>
      {children}
    </button>
  );
}
