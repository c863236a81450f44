import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox } from "@mantine/core";
import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { usePlace } from "../../../session/place.tsx";
import { directionOf, LANGUAGES, type Language, useLanguage } from "../../../texts/i18n.ts";
import { QrCode } from "../../../ui/QrCode.tsx";
import { keepAddress, publicAddress } from "../../registration/address.ts";
import classes from "../kit/kit.module.css";
import own from "./EntranceCode.module.css";
import "./printSheet.css";
import { codeAddress, SHEET, typedAddress } from "./sheet.ts";

const ALL = Object.keys(LANGUAGES) as Language[];

/** The sheet for the door: whoever comes checks in or takes a number with a phone of their own. */
export function EntranceCode() {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const language = useLanguage();
  const [languages, setLanguages] = useState<Language[]>([language]);
  const [origin, setOrigin] = useState(publicAddress);
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    void keepAddress().then(() => setOrigin(publicAddress()));
    const after = () => setPrinting(false);
    addEventListener("afterprint", after);
    return () => removeEventListener("afterprint", after);
  }, []);
  return (
    <section aria-label={t`Code for the entrance`} className={own.part}>
      <QrCode address={codeAddress(origin, facilityId)} label={t`Code for the entrance`} className={own.code} />
      <div className={own.words}>
        <h2>
          <Trans>Code for the entrance</Trans>
        </h2>
        <p>
          <Trans>
            Print the sheet and hang it up: who comes checks in with a phone of their own, or takes a number for a
            service that allows taking one from elsewhere.
          </Trans>
        </p>
        <p>
          <bdi dir="ltr" className={own.address}>
            {typedAddress(origin, facilityId)}
          </bdi>
        </p>
        <Checkbox.Group
          label={t`Languages on the sheet`}
          value={languages}
          onChange={(chosen) => setLanguages(ALL.filter((one) => chosen.includes(one)))}
        >
          <div className={classes.checks}>
            {ALL.map((one) => (
              <Checkbox key={one} value={one} label={<bdi lang={one}>{LANGUAGES[one]}</bdi>} />
            ))}
          </div>
        </Checkbox.Group>
        <div>
          <Button
            disabled={languages.length === 0}
            onClick={() => {
              flushSync(() => setPrinting(true));
              print();
            }}
          >
            <Trans>Print</Trans>
          </Button>
        </div>
      </div>
      {isPrinting ? createPortal(<Sheet languages={languages} origin={origin} />, document.body) : null}
    </section>
  );
}

function Sheet({ languages, origin }: { languages: Language[]; origin: string }) {
  const { facilityId, facility } = usePlace();
  return (
    <div className="printed-sheet" data-many={languages.length > 4 || undefined} aria-hidden="true">
      <h1>{facility?.name}</h1>
      <QrCode address={codeAddress(origin, facilityId)} label="" className="printed-sheet-code" />
      <div className="printed-sheet-address" dir="ltr">
        {typedAddress(origin, facilityId)}
      </div>
      {languages.map((one) => (
        <div key={one} lang={one} dir={directionOf(one)}>
          <strong>{SHEET[one].title}</strong>
          <span>{SHEET[one].how}</span>
        </div>
      ))}
    </div>
  );
}
