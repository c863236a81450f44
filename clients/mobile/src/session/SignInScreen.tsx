import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { useState } from "react";
import { keeper } from "../device/keeper";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Card.tsx";
import { Field } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { answer, reception } from "./server.ts";
import { tokens } from "./tokens.ts";

/** As it is dialled from abroad: people write spaces, and 00 for the plus. */
export function dialled(phone: string): string {
  return phone.trim().replace(/^00/, "+");
}

export function SignInScreen() {
  const { t, i18n } = useLingui();
  const router = useRouter();
  const [phone, setPhone] = useState("");
  const [password, setPassword] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function signIn() {
    setBusy(true);
    setError(null);
    try {
      const body = { phone: dialled(phone), password, client: keeper.client, kind: "PATIENT" } as const;
      await tokens.signedIn(await answer(reception.POST("/api/v1/auth/login", { body })));
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <Screen title={t`Sign in`} isOutside>
      {error ? <Notice tone="bad" text={problemText(i18n, error)} /> : null}
      <Field
        label={t`Phone number`}
        value={phone}
        onChange={setPhone}
        inputMode="tel"
        autoComplete="tel"
        placeholder="+1 212 555 0100"
        maxLength={25}
      />
      <Field
        label={t`Password`}
        value={password}
        onChange={setPassword}
        secureTextEntry
        autoComplete="current-password"
        maxLength={200}
        onSubmitEditing={() => void signIn()}
      />
      <Button label={t`Sign in`} isBusy={isBusy} isOff={!phone || !password} onPress={() => void signIn()} />
      <Button kind="plain" label={t`I have forgotten my password`} onPress={() => router.push("/forgotten")} />
    </Screen>
  );
}
