import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { useState } from "react";
import { CodeField } from "../session/CodeField.tsx";
import { dialled } from "../session/SignInScreen.tsx";
import { answer, server } from "../session/server.ts";
import { pocket } from "../sync/pocket.ts";
import { useLanguage } from "../texts/i18n.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Card.tsx";
import { Field } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { toast } from "../ui/toasts.tsx";
import { Words } from "../ui/Words.tsx";

/** Another phone to sign in by: by the password and a code to that phone. */
export function PhoneScreen() {
  const { t, i18n } = useLingui();
  const router = useRouter();
  const language = useLanguage();
  const [phone, setPhone] = useState("");
  const [password, setPassword] = useState("");
  const [changeId, setChangeId] = useState("");
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function busily(work: () => Promise<void>) {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  }

  const ask = () =>
    busily(async () => {
      const body = { phone: dialled(phone), password, language };
      setChangeId((await answer(server.POST("/api/v1/auth/login-phone-changes", { body }))).id);
      setCode("");
    });

  const confirm = () =>
    busily(async () => {
      const params = { path: { changeId } };
      const path = "/api/v1/auth/login-phone-changes/{changeId}/confirm" as const;
      await answer(server.POST(path, { params, body: { code } }));
      pocket.engine.nudge();
      toast(t`From now on you sign in with the new number.`);
      router.replace("/me");
    });

  return (
    <Screen title={t`My phone number`}>
      {error ? <Notice tone="bad" text={problemText(i18n, error)} /> : null}
      {changeId ? (
        <>
          <Words tone="soft">{t`If this number is free, an SMS with a code is on its way to it.`}</Words>
          <CodeField value={code} onChange={setCode} onDone={() => void confirm()} />
          <Button
            label={t`Change the number`}
            isBusy={isBusy}
            isOff={code.length !== 6}
            onPress={() => void confirm()}
          />
          <Button kind="plain" label={t`Another phone number`} isOff={isBusy} onPress={() => setChangeId("")} />
        </>
      ) : (
        <>
          <Words tone="soft">
            {t`You sign in with your phone number. If you have a new one, write it here. We send a code to it.`}
          </Words>
          <Field
            label={t`New phone number`}
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
          />
          <Button
            label={t`Send me the code`}
            isBusy={isBusy}
            isOff={phone.replace(/\D/g, "").length < 6 || !password}
            onPress={() => void ask()}
          />
        </>
      )}
    </Screen>
  );
}
