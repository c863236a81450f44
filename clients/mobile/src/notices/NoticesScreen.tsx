import type { InboxItem, Queued } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { type Href, useRouter } from "expo-router";
import { pocket } from "../sync/pocket.ts";
import { useSnapshot } from "../sync/useView.ts";
import { useMinutes } from "../texts/age.ts";
import { codeText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";
import { Alternatives } from "./Alternatives.tsx";
import { ACTS, OTHER_ACT } from "./acts.ts";
import { Offers } from "./Offers.tsx";

/** What wants an answer: offers of the waiting list, what couldn't be done, what still waits to be sent. */
export function NoticesScreen() {
  const { t } = useLingui();
  const { inbox, pending } = useSnapshot();
  const unsent = pending.filter(({ result }) => !result);
  return (
    <Screen title={t`Notices`} tab="notices" refresh={() => pocket.engine.nudge()}>
      <Offers />
      {inbox.map((item) => (
        <Outcome key={item.key} item={item} />
      ))}
      {unsent.length ? (
        <Words bold level={2}>
          {t`Waits to be sent`}
        </Words>
      ) : null}
      {unsent.map((mutation) => (
        <Unsent key={mutation.mid} mutation={mutation} />
      ))}
      {inbox.length === 0 && unsent.length === 0 ? (
        <Empty title={t`Nothing new.`} text={t`Here you see what couldn't be done, and what is offered to you.`} />
      ) : null}
    </Screen>
  );
}

function Unsent({ mutation }: { mutation: Queued }) {
  const { i18n } = useLingui();
  const age = useMinutes(Date.parse(mutation.occurredAt));
  return (
    <Card>
      <Words bold>{i18n._(ACTS[mutation.name] ?? OTHER_ACT)}</Words>
      <Words tone="soft">{age}</Words>
    </Card>
  );
}

/** One act that ended otherwise than it was wanted: in a sentence, with what can be done now. */
function Outcome({ item }: { item: InboxItem }) {
  const { t, i18n } = useLingui();
  const router = useRouter();
  const { mutation } = item;
  const result = mutation?.result;
  const isMerged = result?.status === "MERGED";
  const age = useMinutes(mutation ? Date.parse(mutation.occurredAt) : undefined);
  const next = nextOf(mutation);
  const isSlot = mutation?.name === "book" && item.code === "slot-taken";
  const isProfile = mutation?.name === "profile" && isMerged;
  return (
    <Card tone={isMerged ? "warn" : "bad"}>
      <Words bold>
        <Icon name="warn" size={20} /> {i18n._(ACTS[mutation?.name ?? ""] ?? OTHER_ACT)}
      </Words>
      <Words>
        {isProfile
          ? t`The hospital has another value for a part of it. It kept its own, and looks at yours.`
          : codeText(i18n, item.code)}
      </Words>
      <Words tone="soft" size="small">
        {age}
      </Words>
      {isSlot ? <Alternatives mutation={mutation} done={() => void pocket.engine.dismiss(item)} /> : null}
      {next ? (
        <Button
          kind="plain"
          label={
            next.kind === "APPOINTMENT"
              ? t`See the appointment`
              : next.kind === "ME"
                ? t`See my record`
                : t`See my ticket`
          }
          onPress={() => router.push(next.to)}
        />
      ) : null}
      <Button kind="plain" icon="check" label={t`I have read this`} onPress={() => void pocket.engine.dismiss(item)} />
    </Card>
  );
}

/** Where it can be looked at. */
function nextOf(mutation: Queued | undefined): { kind: "APPOINTMENT" | "TICKET" | "ME"; to: Href } | null {
  const { appointmentId, entryId } = (mutation?.args ?? {}) as { appointmentId?: string; entryId?: string };
  if (appointmentId) return { kind: "APPOINTMENT", to: `/booking/${appointmentId}` };
  if (entryId) return { kind: "TICKET", to: "/" };
  return mutation?.name === "profile" ? { kind: "ME", to: "/me/record" } : null;
}
