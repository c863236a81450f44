import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { View } from "react-native";
import { LANGUAGES, useLanguage } from "../texts/i18n.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Card.tsx";
import { Choice } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useTheme } from "../ui/theme.tsx";
import { Words } from "../ui/Words.tsx";
import { prefer } from "./preferences.ts";
import { useSigned } from "./useSigned.ts";

/** The door: one's language, and in. */
export function WelcomeScreen() {
  const { t } = useLingui();
  const { colours } = useTheme();
  const router = useRouter();
  const language = useLanguage();
  const signed = useSigned();
  return (
    <Screen title={t`Wait where you like`} isOutside hasNoBack>
      <Words size="lead" tone="soft">
        {t`Take a number from home, see when it is your turn, and book your visits.`}
      </Words>
      {signed.state === "OUT" && signed.reason === "ENDED" ? (
        <Notice tone="warn" text={t`Your sign-in has ended. Sign in again.`} />
      ) : null}
      <View style={{ alignItems: "center", paddingVertical: 12 }}>
        <Icon name="hospital" size={88} colour={colours.main} />
      </View>
      <Button label={t`I am new here`} onPress={() => router.push("/sign-up")} />
      <Button kind="plain" label={t`Sign in`} onPress={() => router.push("/sign-in")} />
      <Choice
        label={t`Language`}
        options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        value={language as string}
        onChange={(chosen) => prefer({ language: chosen })}
      />
    </Screen>
  );
}
