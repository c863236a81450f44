import { useState } from "preact/hooks";
import { ALL, deviceLanguage, LANGUAGES, type Language } from "./languages.ts";
import type { Place, Settings } from "./settings.ts";
import { STAFF } from "./staffTexts.ts";

interface Props {
  place: Place;
  settings: Settings | null;
  /** So many languages at most. */
  most: number;
  /** Gives numbers, and prints them. */
  isKiosk?: boolean;
  onSave: (settings: Settings) => void;
}

/** What this device shows, chosen once by whoever puts it up. */
export function SetupScreen({ place, settings, most, isKiosk = false, onSave }: Props) {
  const texts = STAFF[deviceLanguage()];
  const [languages, setLanguages] = useState<Language[]>(settings?.languages ?? [deviceLanguage()]);
  const [queueIds, setQueueIds] = useState(settings?.queueIds ?? place.offers.map(({ queueId }) => queueId));
  const [routeIds, setRouteIds] = useState(
    settings ? (settings.routeIds ?? []) : (place.routes ?? []).map(({ routeId }) => routeId),
  );
  const [print, setPrint] = useState(settings?.print ?? false);
  const canSave = languages.length > 0 && languages.length <= most && queueIds.length + routeIds.length > 0;
  return (
    <main class="setup">
      <h1>{texts.setupTitle}</h1>
      <p>{place.name}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canSave) onSave({ languages, queueIds, routeIds, print });
        }}
      >
        <fieldset>
          <legend>
            {texts.languages}
            {most < ALL.length && `. ${texts.atMostThree}`}
          </legend>
          {ALL.map((language) => (
            <Check
              key={language}
              label={LANGUAGES[language]}
              checked={languages.includes(language)}
              onChange={(chosen) => setLanguages(toggled(languages, language, chosen))}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend>{texts.services}</legend>
          {place.offers.map(({ queueId, service, prefix }) => (
            <Check
              key={queueId}
              label={`${prefix} ${service}`}
              checked={queueIds.includes(queueId)}
              onChange={(chosen) => setQueueIds(toggled(queueIds, queueId, chosen))}
            />
          ))}
          {place.routes?.map(({ routeId, name, prefix }) => (
            <Check
              key={routeId}
              label={`${prefix} ${name}`}
              checked={routeIds.includes(routeId)}
              onChange={(chosen) => setRouteIds(toggled(routeIds, routeId, chosen))}
            />
          ))}
        </fieldset>
        {isKiosk && <Check label={texts.print} checked={print} onChange={setPrint} />}
        {!canSave && (
          <p class="fault" role="alert">
            {languages.length > most ? texts.atMostThree : texts.chooseOne}
          </p>
        )}
        <button type="submit" class="primary" disabled={!canSave}>
          {texts.save}
        </button>
      </form>
    </main>
  );
}

function toggled<T>(all: T[], one: T, chosen: boolean): T[] {
  return chosen ? [...all, one] : all.filter((other) => other !== one);
}

function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={({ currentTarget }) => props.onChange(currentTarget.checked)}
      />
      <bdi>{props.label}</bdi>
    </label>
  );
}
