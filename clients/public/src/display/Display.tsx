import { useEffect, useState } from "preact/hooks";
import type { DeviceSession } from "../shared/device.ts";
import { PairingScreen } from "../shared/Pairing.tsx";
import { SetupScreen } from "../shared/Setup.tsx";
import { fetchPlace, keep, type Place, read, type Settings } from "../shared/settings.ts";
import { usePairing } from "../shared/use.ts";
import { Board } from "./Board.tsx";

const PLACE = "careturn.display.place";
const SETTINGS = "careturn.display.settings";
const AGAIN_MS = 15_000;
/** More in turn, and each is gone before it is read. */
const LANGUAGES = 3;

export function Display({ session }: { session: DeviceSession }) {
  const pairing = usePairing(session);
  const [place, setPlace] = useState<Place | null>(() => read(PLACE));
  const [settings, setSettings] = useState<Settings | null>(() => read(SETTINGS));
  const [isSettingUp, setIsSettingUp] = useState(false);
  const facilityId = pairing.state === "PAIRED" ? pairing.device.facilityId : null;

  useEffect(() => {
    if (!facilityId) return;
    let timer: ReturnType<typeof setTimeout>;
    const load = () =>
      fetchPlace(session, facilityId)
        .then((found) => {
          keep(PLACE, found);
          setPlace(found);
        })
        .catch(() => {
          timer = setTimeout(load, AGAIN_MS);
        });
    void load();
    return () => clearTimeout(timer);
  }, [session, facilityId]);

  if (pairing.state === "UNPAIRED") return <PairingScreen session={session} />;
  if (pairing.state === "STARTING" || !place) return <main class="setup" aria-busy="true" />;
  if (!settings || isSettingUp) {
    const save = (chosen: Settings) => {
      keep(SETTINGS, chosen);
      setSettings(chosen);
      setIsSettingUp(false);
    };
    return <SetupScreen place={place} settings={settings} most={LANGUAGES} onSave={save} />;
  }
  return (
    <Board
      session={session}
      device={pairing.device}
      place={place}
      settings={settings}
      onSetup={() => setIsSettingUp(true)}
    />
  );
}
