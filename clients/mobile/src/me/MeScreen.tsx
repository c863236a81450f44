import { useLingui } from "@lingui/react/macro";
import { type Href, useRouter } from "expo-router";
import { useState } from "react";
import { Linking } from "react-native";
import { SERVER } from "../device/network";
import { tokens } from "../session/tokens.ts";
import { useAccount } from "../session/useSigned.ts";
import { pocket } from "../sync/pocket.ts";
import { useLanguage } from "../texts/i18n.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Row } from "../ui/Card.tsx";
import type { IconName } from "../ui/Icon.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Words } from "../ui/Words.tsx";
import { endMessages } from "./messages.ts";

/** The person, and how the app is for them. */
export function MeScreen() {
  const { t } = useLingui();
  const router = useRouter();
  const account = useAccount();
  const language = useLanguage();
  const [unsent, setUnsent] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);
  const parts: { title: string; text: string; icon: IconName; to: Href }[] = [
    { title: t`My record`, text: t`Phone, address, allergies`, icon: "person", to: "/me/record" },
    { title: t`My phone number`, text: t`With which you sign in`, icon: "phone", to: "/me/phone" },
    { title: t`Messages`, text: t`How you are told that it is your turn`, icon: "message", to: "/me/messages" },
    { title: t`For whom I act`, text: t`Children and others`, icon: "people", to: "/me/people" },
    { title: t`My older record`, text: t`If you have been here before`, icon: "hospital", to: "/me/claim" },
    { title: t`Who opened my record`, text: t`Who of the hospital, and when`, icon: "lock", to: "/me/accesses" },
    { title: t`My data`, text: t`All that is kept about you, to take along`, icon: "out", to: "/me/data" },
    { title: t`Language and display`, text: t`Language, size of the text, dark`, icon: "text", to: "/me/display" },
  ];

  /** Nothing stays on the device; what was never sent is asked about before it goes. */
  async function signOut(isSure: boolean) {
    setBusy(true);
    try {
      const left = isSure ? 0 : await pocket.unsent().catch(() => 0);
      if (left > 0) {
        setUnsent(left);
        return;
      }
      await endMessages();
      await pocket.wipe();
      await tokens.signOut();
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen title={account?.displayName ?? t`Me`} tab="me">
      {parts.map(({ title, text, icon, to }) => (
        <Row key={title} title={title} text={text} icon={icon} onPress={() => router.push(to)} />
      ))}
      <Row
        title={t`Help`}
        text={t`Task by task, with pictures`}
        icon="help"
        onPress={() => void Linking.openURL(`${SERVER}/help/?${language}&PATIENT`)}
      />
      {unsent ? (
        <Card tone="warn">
          <Words bold>{t`Some changes haven't been sent: ${unsent}`}</Words>
          <Words>{t`If you sign out now, they are lost. With a connection they are sent by themselves.`}</Words>
          <Button label={t`Stay signed in`} onPress={() => setUnsent(null)} />
          <Button kind="bad" label={t`Sign out and lose them`} isBusy={isBusy} onPress={() => void signOut(true)} />
        </Card>
      ) : (
        <>
          <Button kind="plain" icon="out" label={t`Sign out`} isBusy={isBusy} onPress={() => void signOut(false)} />
          <Words size="small" tone="soft" centred>
            {t`At the sign-out everything about you leaves this device.`}
          </Words>
        </>
      )}
    </Screen>
  );
}
