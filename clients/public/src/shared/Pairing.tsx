import { useState } from "preact/hooks";
import type { DeviceSession, Refused } from "./device.ts";
import { deviceLanguage } from "./languages.ts";
import { STAFF } from "./staffTexts.ts";

/** Asks for the code that lets this device in. */
export function PairingScreen({ session }: { session: DeviceSession }) {
  const [code, setCode] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const texts = STAFF[deviceLanguage()];
  const pair = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      await session.pair(code.trim());
    } catch (refused) {
      const { status } = refused as Refused;
      setFault(status === 0 || status >= 500 ? texts.noContact : status === 429 ? texts.tooMany : texts.wrongCode);
    }
    setBusy(false);
  };
  return (
    <main class="setup">
      <h1>{texts.pairTitle}</h1>
      <p>{texts.pairHow}</p>
      <form onSubmit={pair}>
        <label for="code">{texts.code}</label>
        <input
          id="code"
          class="code"
          value={code}
          onInput={({ currentTarget }) => setCode(currentTarget.value.toUpperCase())}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={9}
          placeholder="ABCD-2345"
          required
          aria-describedby={fault ? "fault" : undefined}
        />
        {fault && (
          <p id="fault" class="fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" class="primary" disabled={busy}>
          {texts.pair}
        </button>
      </form>
    </main>
  );
}
