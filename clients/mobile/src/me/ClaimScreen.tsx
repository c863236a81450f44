import { useLingui } from "@lingui/react/macro";
import { useRouter } from "expo-router";
import { useState } from "react";
import { CodeField } from "../session/CodeField.tsx";
import { answer, server } from "../session/server.ts";
import { tokens } from "../session/tokens.ts";
import { useAccount } from "../session/useSigned.ts";
import { pocket } from "../sync/pocket.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Card.tsx";
import { Field } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { toast } from "../ui/toasts.tsx";
import { Words } from "../ui/Words.tsx";
import { BirthField } from "./BirthField.tsx";
import { born } from "./born.ts";

/** The record that the hospital already has of somebody: by a code, the name and the date of birth. */
export function ClaimScreen() {
  const { t, i18n } = useLingui();
  const router = useRouter();
  const account = useAccount();
  const [claimId, setClaimId] = useState("");
  const [code, setCode] = useState("");
  const [name, setName] = useState(account?.displayName ?? "");
  const [date, setDate] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const birthDate = born(date);

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
      setClaimId((await answer(server.POST("/api/v1/record-claims", {}))).id);
      setCode("");
    });

  const confirm = () =>
    busily(async () => {
      const params = { path: { claimId } };
      const body = { code, name: name.trim(), birthDate: birthDate! };
      const { patientId } = await answer(server.POST("/api/v1/record-claims/{claimId}/confirm", { params, body }));
      tokens.recordIs(patientId);
      await tokens.refresh();
      pocket.engine.nudge();
      toast(t`Your older record is yours here now.`);
      router.replace("/me");
    });

  return (
    <Screen title={t`My older record`}>
      {error ? <Notice tone="bad" text={problemText(i18n, error)} /> : null}
      <Words tone="soft">
        {t`Have you been to this hospital before? Then your visits there can appear here. We send a code to your phone.`}
      </Words>
      {claimId ? (
        <>
          <CodeField value={code} onChange={setCode} />
          <Field label={t`First and last name`} value={name} onChange={setName} autoComplete="name" maxLength={200} />
          <BirthField value={date} onChange={setDate} />
          <Button
            label={t`Find my record`}
            isBusy={isBusy}
            isOff={code.length !== 6 || !name.trim() || !birthDate}
            onPress={() => void confirm()}
          />
          <Button kind="plain" label={t`Send another code`} isOff={isBusy} onPress={() => void ask()} />
        </>
      ) : (
        <Button label={t`Send me the code`} isBusy={isBusy} onPress={() => void ask()} />
      )}
    </Screen>
  );
}
