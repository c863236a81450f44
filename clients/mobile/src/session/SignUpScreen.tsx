import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { keeper } from "../device/keeper";
import { useLanguage } from "../texts/i18n.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Card.tsx";
import { Field } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Words } from "../ui/Words.tsx";
import { CodeField } from "./CodeField.tsx";
import { dialled } from "./SignInScreen.tsx";
import { answer, reception } from "./server.ts";
import { tokens } from "./tokens.ts";

type Step = "PHONE" | "NAME" | "CODE";

/** One question a screen: the phone, the name with a password, the code that came. */
export function SignUpScreen() {
  const { t, i18n } = useLingui();
  const language = useLanguage();
  const [step, setStep] = useState<Step>("PHONE");
  const [phone, setPhone] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [registrationId, setRegistrationId] = useState("");
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
      const body = { phone: dialled(phone), name: name.trim(), language, password };
      const asked = await answer(reception.POST("/api/v1/auth/registrations", { body }));
      setRegistrationId(asked.id);
      setCode("");
      setStep("CODE");
    });

  const confirm = () =>
    busily(async () => {
      const params = { path: { registrationId } };
      const body = { code, client: keeper.client };
      const path = "/api/v1/auth/registrations/{registrationId}/confirm" as const;
      await tokens.signedIn(await answer(reception.POST(path, { params, body })));
    });

  const problem = error ? <Notice tone="bad" text={problemText(i18n, error)} /> : null;

  if (step === "PHONE")
    return (
      <Screen title={t`What is your phone number?`} isOutside>
        {problem}
        <Words tone="soft">{t`We send a code to it, to see that it is yours. With + and the country's code.`}</Words>
        <Field
          label={t`Phone number`}
          value={phone}
          onChange={setPhone}
          inputMode="tel"
          autoComplete="tel"
          placeholder="+1 212 555 0100"
          maxLength={25}
          autoFocus
          onSubmitEditing={() => phone && setStep("NAME")}
        />
        <Button label={t`Continue`} isOff={phone.replace(/\D/g, "").length < 6} onPress={() => setStep("NAME")} />
      </Screen>
    );
  if (step === "NAME")
    return (
      <Screen title={t`Who are you?`} isOutside>
        {problem}
        <Field
          label={t`First and last name`}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={200}
          autoFocus
        />
        <Field
          label={t`Choose a password`}
          hint={t`At least 8 characters.`}
          value={password}
          onChange={setPassword}
          secureTextEntry
          autoComplete="new-password"
          maxLength={200}
        />
        <Button
          label={t`Send me the code`}
          isBusy={isBusy}
          isOff={!name.trim() || password.length < 8}
          onPress={() => void ask()}
        />
        <Button kind="plain" label={t`Another phone number`} onPress={() => setStep("PHONE")} />
      </Screen>
    );
  return (
    <Screen title={t`Which code came?`} isOutside>
      {problem}
      <Words tone="soft">{t`An SMS with a code is on its way to ${phone}.`}</Words>
      <CodeField value={code} onChange={setCode} onDone={() => void confirm()} />
      <Button label={t`Done`} isBusy={isBusy} isOff={code.length !== 6} onPress={() => void confirm()} />
      <Button kind="plain" label={t`Send another code`} isOff={isBusy} onPress={() => void ask()} />
    </Screen>
  );
}
