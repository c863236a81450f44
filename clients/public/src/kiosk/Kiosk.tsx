import { useCallback, useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Device, DeviceSession } from "../shared/device.ts";
import { ALL } from "../shared/languages.ts";
import { PairingScreen } from "../shared/Pairing.tsx";
import { SetupScreen } from "../shared/Setup.tsx";
import { fetchWithRoutes, keep, offered, type Place, read, type Settings } from "../shared/settings.ts";
import { usePairing } from "../shared/use.ts";
import { Contact } from "./contact.ts";
import { Visitor } from "./Visitor.tsx";

const PLACE = "careturn.kiosk.place";
const SETTINGS = "careturn.kiosk.settings";

export function Kiosk({ session }: { session: DeviceSession }) {
  const pairing = usePairing(session);
  if (pairing.state === "STARTING") return <main class="setup" aria-busy="true" />;
  if (pairing.state === "UNPAIRED") return <PairingScreen session={session} />;
  return <Paired key={pairing.device.accountId} session={session} device={pairing.device} />;
}

function Paired({ session, device }: { session: DeviceSession; device: Device }) {
  const [place, setPlace] = useState<Place | null>(() => read(PLACE));
  const [settings, setSettings] = useState<Settings | null>(() => read(SETTINGS));
  const [isSettingUp, setIsSettingUp] = useState(() => location.hash === "#setup");
  const [contact] = useState(() => new Contact(session));
  const [, again] = useReducer((count: number) => count + 1, 0);
  const { facilityId } = device;
  const latest = useRef({ place, settings });
  latest.current = { place, settings };

  useEffect(() => contact.subscribe(() => again(undefined)), [contact]);
  useEffect(() => {
    const load = async () => {
      const found = await fetchWithRoutes(session, facilityId);
      keep(PLACE, found);
      latest.current.place = found;
      setPlace(found);
    };
    const prefixes = () => {
      const { place: now, settings: chosen } = latest.current;
      return now && chosen ? [...new Set(offered(now, chosen).map(({ prefix }) => prefix))] : [];
    };
    return contact.watch(facilityId, () => latest.current.place!, prefixes, load);
  }, [contact, session, facilityId]);

  const save = useCallback((chosen: Settings) => {
    keep(SETTINGS, chosen);
    setSettings(chosen);
    setIsSettingUp(false);
    history.replaceState(null, "", location.pathname);
  }, []);
  if (!place) return <main class="setup" aria-busy="true" />;
  if (!settings || isSettingUp) {
    return <SetupScreen place={place} settings={settings} most={ALL.length} isKiosk onSave={save} />;
  }
  return <Visitor contact={contact} device={device} place={place} settings={settings} />;
}
