import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { giveFile } from "../device/file";
import { answer, server } from "../session/server.ts";
import { useAccount } from "../session/useSigned.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Notice } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Words } from "../ui/Words.tsx";

/** Everything that is kept about the patient, to take along. */
export function MyDataScreen() {
  const { t, i18n } = useLingui();
  const patientId = useAccount()?.patientId;
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState<{ text: string; tone: "good" | "bad" } | null>(null);

  async function take() {
    if (!patientId) return;
    setBusy(true);
    setTold(null);
    try {
      const params = { path: { patientId } };
      const data = await answer(server.GET("/api/v1/patients/{patientId}/export", { params }));
      if (await giveFile("my-data.json", JSON.stringify(data, null, 2)))
        setTold({ text: t`This is all that is kept about you.`, tone: "good" });
    } catch (cause) {
      setTold({ text: problemText(i18n, cause), tone: "bad" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen title={t`My data`}>
      <Card>
        <Words>{t`You can take along all that the hospital keeps about you here: your record, visits, appointments and messages.`}</Words>
        <Words tone="soft">{t`It is a file for a computer, and holds private things. Give it only to whom you trust.`}</Words>
      </Card>
      {told ? <Notice tone={told.tone} text={told.text} /> : null}
      <Button label={t`Take my data`} isBusy={isBusy} isOff={!patientId} onPress={() => void take()} />
    </Screen>
  );
}
