import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { useState } from "react";
import { BirthField } from "../me/BirthField.tsx";
import { born } from "../me/born.ts";
import { useLanguage } from "../texts/i18n.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Card.tsx";
import { Field } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { toast } from "../ui/toasts.tsx";
import { Words } from "../ui/Words.tsx";
import { CodeField } from "./CodeField.tsx";
import { dialled } from "./SignInScreen.tsx";
import { answer, Refused, reception } from "./server.ts";

/** A new password, by a code to the phone. */
export function ForgottenScreen() {
  const { t, i18n } = useLingui();
  const router = useRouter();
  const language = useLanguage();
  const [phone, setPhone] = useState("");
  const [resetId, setResetId] = useState("");
  const [code, setCode] = useState("");
  const [date, setDate] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const birthDate = born(date);

  async function run() {
    setBusy(true);
    setError(null);
    try {
      if (!resetId) {
        const body = { phone: dialled(phone), language };
        setResetId((await answer(reception.POST("/api/v1/auth/password-resets", { body }))).id);
      } else {
        const params = { path: { resetId } };
        const path = "/api/v1/auth/password-resets/{resetId}/confirm" as const;
        await answer(reception.POST(path, { params, body: { code, newPassword, birthDate } }));
        toast(t`Your password is changed. Sign in with it.`);
        router.replace("/sign-in");
      }
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  }

  const wrong = t`The code or the date of birth is wrong, or the code is used or too old.`;
  return (
    <Screen title={t`A new password`} isOutside>
      {error ? <Notice tone="bad" text={isWrong(error) ? wrong : problemText(i18n, error)} /> : null}
      {resetId ? (
        <>
          <Words tone="soft">{t`If you sign in with this number, an SMS with a code is on its way to it.`}</Words>
          <CodeField value={code} onChange={setCode} />
          <BirthField
            value={date}
            onChange={setDate}
            hint={t`As the hospital knows it: 31 12 1980. If you never gave it, leave this empty.`}
          />
          <Field
            label={t`Choose a password`}
            hint={t`At least 8 characters.`}
            value={newPassword}
            onChange={setNewPassword}
            secureTextEntry
            autoComplete="new-password"
            maxLength={200}
          />
        </>
      ) : (
        <Field
          label={t`Phone number`}
          value={phone}
          onChange={setPhone}
          inputMode="tel"
          autoComplete="tel"
          placeholder="+1 212 555 0100"
          maxLength={25}
        />
      )}
      <Button
        label={resetId ? t`Change the password` : t`Send me the code`}
        isBusy={isBusy}
        isOff={resetId ? code.length !== 6 || newPassword.length < 8 || (date !== "" && !birthDate) : !phone}
        onPress={() => void run()}
      />
    </Screen>
  );
}

function isWrong(error: unknown): boolean {
  return error instanceof Refused && error.code === "wrong-code";
}
