import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { canLock } from "../device/unlock";
import { type Preferences, prefer, usePreferences } from "../session/preferences.ts";
import { LANGUAGES, useLanguage } from "../texts/i18n.ts";
import { Choice } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Words } from "../ui/Words.tsx";

/** How the app looks here, and whether it is locked. */
export function DisplayScreen() {
  const { t } = useLingui();
  const language = useLanguage();
  const { colours, textSize, isLocked } = usePreferences();
  const [mayLock, setMayLock] = useState(false);
  useEffect(() => {
    void canLock().then(setMayLock);
  }, []);
  return (
    <Screen title={t`Language and display`}>
      <Choice
        label={t`Language`}
        options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        value={language as string}
        onChange={(chosen) => prefer({ language: chosen })}
      />
      <Choice<Preferences["textSize"]>
        label={t`Size of the text`}
        options={[
          { value: 1, label: t`Usual` },
          { value: 1.25, label: t`Large` },
          { value: 1.5, label: t`Larger` },
          { value: 2, label: t`Twice as large` },
        ]}
        value={textSize}
        onChange={(size) => prefer({ textSize: size })}
      />
      <Choice<Preferences["colours"]>
        label={t`Colours`}
        options={[
          { value: "SYSTEM", label: t`As the phone` },
          { value: "LIGHT", label: t`Light` },
          { value: "DARK", label: t`Dark` },
        ]}
        value={colours}
        onChange={(chosen) => prefer({ colours: chosen })}
      />
      {mayLock ? (
        <Choice
          label={t`Lock the app by face, finger or code`}
          options={[
            { value: true, label: t`Yes` },
            { value: false, label: t`No` },
          ]}
          value={isLocked}
          onChange={(locked) => prefer({ isLocked: locked })}
        />
      ) : (
        <Words tone="soft">{t`The lock of your phone protects what is shown here.`}</Words>
      )}
    </Screen>
  );
}
