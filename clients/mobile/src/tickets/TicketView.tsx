import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { View } from "react-native";
import { useMinutes } from "../texts/age.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock } from "../texts/time.ts";
import { Card, Notice } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useTheme } from "../ui/theme.tsx";
import { Words } from "../ui/Words.tsx";
import { presentStep } from "./change.ts";
import type { Ticket, TicketStep } from "./live.ts";
import { Path } from "./Path.tsx";
import { TicketActs } from "./TicketActs.tsx";
import { useChange, usePatientOf } from "./useTickets.ts";
import { useForecastWords } from "./words.ts";

/** My ticket: the number large, how it stands, what can be done. */
export function TicketView({ ticket, at, ownId }: { ticket: Ticket; at: number | undefined; ownId: string | null }) {
  const { t } = useLingui();
  const age = useMinutes(at);
  const step = presentStep(ticket);
  const patient = usePatientOf(ticket.visitId);
  if (!step) return null;
  const name = patient && patient.id !== ownId ? patient.name : null;
  return (
    <View style={{ gap: 16 }}>
      {name ? <Words bold>{t`For ${name}`}</Words> : null}
      {step.state === "CALLED" ? <Called ticket={ticket} step={step} /> : <OwnNumber ticket={ticket} step={step} />}
      <Standing ticket={ticket} step={step} />
      {ticket.steps.length > 1 ? <Path ticket={ticket} present={step} /> : null}
      <TicketActs step={step} />
      <Words size="small" tone="soft" centred>
        {t`As of ${age}`}
      </Words>
    </View>
  );
}

function OwnNumber({ ticket, step }: { ticket: Ticket; step: TicketStep }) {
  const { t } = useLingui();
  return (
    <Card tone="tint">
      <Words tone="onTint" centred bold>
        {t`Your number`}
      </Words>
      <Words size="number" tone="onTint" bold centred tabular level={2} adjustsFontSizeToFit numberOfLines={1}>
        {ticket.ticketNumber}
      </Words>
      <Words tone="onTint" centred>
        {step.service}
      </Words>
      <Words tone="onTint" centred size="small">
        {ticket.facilityName}
      </Words>
    </Card>
  );
}

function Called({ ticket, step }: { ticket: Ticket; step: TicketStep }) {
  const { t } = useLingui();
  const { colours } = useTheme();
  const room = step.room;
  return (
    <View
      role="alert"
      style={{ backgroundColor: colours.main, borderRadius: 24, padding: 24, gap: 10, alignItems: "center" }}
    >
      <Icon name="door" size={56} colour={colours.onMain} />
      <Words size="large" tone="onMain" bold centred level={2}>
        {t`It's your turn`}
      </Words>
      <Words size="title" tone="onMain" bold centred>
        {room ? t`Please go to ${room}` : t`Please go in now`}
      </Words>
      <Words tone="onMain" centred tabular>
        {t`Your number is ${ticket.ticketNumber}`}
      </Words>
    </View>
  );
}

function Standing({ ticket, step }: { ticket: Ticket; step: TicketStep }) {
  const { t } = useLingui();
  const language = useLanguage();
  const until = step.expectedAt ? clock(step.expectedAt, language, ticket.timeZone) : null;
  switch (step.state) {
    case "WAITING":
      return <Waiting ticket={ticket} step={step} />;
    case "ON_HOLD":
      return (
        <Notice
          tone="warn"
          icon="clock"
          text={
            until
              ? t`Your place is kept. We expect you at ${until}. Say so here when you have come.`
              : t`You are set aside for a while, and your place is kept. You will be called later.`
          }
        />
      );
    case "SERVING":
      return <Notice tone="good" text={t`You are being seen now.`} />;
    case "NO_SHOW":
      return (
        <Notice tone="bad" text={t`You were called and didn't come. You can wait again, at the end of the queue.`} />
      );
    case "LEFT":
    case "CANCELLED":
      return <Notice tone="warn" text={t`You gave up your place. You can wait again, at the end of the queue.`} />;
    case "SERVED":
      return <Notice tone="good" text={t`You have been seen. Get well soon.`} />;
    default:
      return null;
  }
}

function Waiting({ ticket, step }: { ticket: Ticket; step: TicketStep }) {
  const { t } = useLingui();
  const { range, notes, change: changeWords } = useForecastWords(ticket.timeZone);
  const change = useChange(ticket.visitId);
  const ahead = step.peopleAhead;
  const why = notes(step.forecast);
  return (
    <>
      <Card>
        <View style={{ flexDirection: "row", alignItems: "center", gap: 14 }}>
          <Icon name="people" size={30} />
          <View style={{ flex: 1 }}>
            <Words size="lead" bold tabular>
              {ahead == null
                ? t`You are in the queue`
                : ahead === 0
                  ? t`You are next`
                  : plural(ahead, { one: "# person is ahead of you", other: "# people are ahead of you" })}
            </Words>
          </View>
        </View>
        <View style={{ flexDirection: "row", alignItems: "center", gap: 14 }}>
          <Icon name="clock" size={30} />
          <View style={{ flex: 1 }}>
            <Words size="lead" bold tabular>
              {range(step.forecast)}
            </Words>
            {step.forecast?.early ? (
              <Words tone="soft" size="small">
                {t`We don't know this service well yet, so it may be quite different.`}
              </Words>
            ) : null}
          </View>
        </View>
      </Card>
      {change || why.length ? (
        <Notice
          tone={change?.kind === "EARLIER" ? "good" : "warn"}
          icon="clock"
          text={[change ? changeWords(change) : "", ...why].filter(Boolean).join(" ")}
        />
      ) : null}
    </>
  );
}
