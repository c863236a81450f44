import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { View } from "react-native";
import { useActs } from "../sync/useActs.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Choice } from "../ui/Field.tsx";
import { Words } from "../ui/Words.tsx";
import type { TicketStep } from "./live.ts";

/** What a patient may do with a place in a queue; all of it also without a network. */
export function TicketActs({ step }: { step: TicketStep }) {
  const { t } = useLingui();
  const { act } = useActs();
  const [asked, setAsked] = useState<"LATE" | "LEAVE" | null>(null);
  const [minutes, setMinutes] = useState(15);
  const { entryId, state } = step;
  if (!entryId) return null;

  const late = (by: number) => {
    setAsked(null);
    const said = by === 0 ? t`We know that you are here.` : t`We know that you will be late. Your place is kept.`;
    void act("runningLate", { entryId, minutes: by }, said);
  };

  if (state === "ON_HOLD" && step.expectedAt)
    return <Button icon="check" label={t`I am here now`} onPress={() => late(0)} />;
  if (state === "NO_SHOW" || state === "LEFT" || state === "CANCELLED")
    return (
      <Button
        icon="refresh"
        label={t`Wait again`}
        onPress={() => void act("rejoin", { entryId }, t`You wait again, at the end of the queue.`)}
      />
    );
  if (state !== "WAITING" && state !== "ON_HOLD") return null;
  if (asked === "LATE")
    return (
      <Card>
        <Choice
          label={t`How late will you be?`}
          options={[5, 10, 15, 30, 60].map((value) => ({ value, label: t`${value} min` }))}
          value={minutes}
          onChange={setMinutes}
        />
        <Words tone="soft">{t`Your place is kept, and others are called before you until then.`}</Words>
        <Button label={t`Say that I am late`} onPress={() => late(minutes)} />
        <Button kind="plain" label={t`Never mind`} onPress={() => setAsked(null)} />
      </Card>
    );
  if (asked === "LEAVE")
    return (
      <Card>
        <Words bold>{t`Give up your place?`}</Words>
        <Words tone="soft">{t`You can come back today, but only at the end of the queue.`}</Words>
        <Button
          kind="bad"
          label={t`Give up my place`}
          onPress={() => {
            setAsked(null);
            void act("cancelEntry", { entryId }, t`You have given up your place.`);
          }}
        />
        <Button kind="plain" label={t`Keep my place`} onPress={() => setAsked(null)} />
      </Card>
    );
  return (
    <View style={{ gap: 12 }}>
      {state === "WAITING" ? (
        <Button kind="plain" icon="clock" label={t`I am running late`} onPress={() => setAsked("LATE")} />
      ) : null}
      <Button kind="plain" icon="close" label={t`Give up my place`} onPress={() => setAsked("LEAVE")} />
    </View>
  );
}
