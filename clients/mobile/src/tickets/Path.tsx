import { useLingui } from "@lingui/react/macro";
import { View } from "react-native";
import { Icon } from "../ui/Icon.tsx";
import { useTheme } from "../ui/theme.tsx";
import { Words } from "../ui/Words.tsx";
import type { Ticket, TicketStep } from "./live.ts";

const DONE = ["SERVED", "TRANSFERRED"];

/** The steps of the visit, one beneath the other: what is done, what is now, what comes. */
export function Path({ ticket, present }: { ticket: Ticket; present: TicketStep }) {
  const { t } = useLingui();
  return (
    <View role="list" aria-label={t`Your way today`} style={{ gap: 4 }}>
      <Words bold level={2}>
        {t`Your way today`}
      </Words>
      {ticket.steps.map((step, index) => (
        <Step
          key={step.entryId ?? `${index}-${step.queueId}`}
          step={step}
          number={index + 1}
          standing={DONE.includes(step.state ?? "") ? "DONE" : step === present ? "NOW" : "LATER"}
        />
      ))}
    </View>
  );
}

function Step({ step, number, standing }: { step: TicketStep; number: number; standing: "DONE" | "NOW" | "LATER" }) {
  const { t } = useLingui();
  const { colours } = useTheme();
  const isNow = standing === "NOW";
  const isDone = standing === "DONE";
  const word = { DONE: t`done`, NOW: t`now`, LATER: t`later` }[standing];
  return (
    <View role="listitem" style={{ flexDirection: "row", alignItems: "center", gap: 12, minHeight: 44 }}>
      <View
        style={{
          width: 30,
          height: 30,
          borderRadius: 15,
          alignItems: "center",
          justifyContent: "center",
          backgroundColor: standing === "LATER" ? colours.raised : colours.main,
        }}
      >
        {isDone ? (
          <Icon name="check" size={18} colour={colours.onMain} />
        ) : (
          <Words size="small" bold tone={isNow ? "onMain" : "soft"}>
            {number}
          </Words>
        )}
      </View>
      <View style={{ flex: 1 }}>
        <Words bold={isNow} tone={isDone ? "soft" : "text"}>
          {step.service}
        </Words>
      </View>
      <Words tone="soft" size="small">
        {word}
      </Words>
    </View>
  );
}
