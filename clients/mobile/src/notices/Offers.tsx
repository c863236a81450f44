import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useFacilities, useService } from "../care/directory.ts";
import { answer, once, server } from "../session/server.ts";
import { useKnown } from "../sync/known.ts";
import { pocket } from "../sync/pocket.ts";
import { OWN_ZONE } from "../texts/age.ts";
import { useLanguage } from "../texts/i18n.ts";
import { problemText } from "../texts/problems.ts";
import { clock, longDay } from "../texts/time.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { toast } from "../ui/toasts.tsx";
import { Words } from "../ui/Words.tsx";

type Waiting = Schemas["WaitingListEntry"];

/** Where one waits for an earlier time, and what is offered. */
export function Offers() {
  const asked = useKnown(
    "waiting-list",
    async () => (await answer(server.GET("/api/v1/waiting-list", { params: { query: { limit: 50 } } }))).items,
    30_000,
  );
  const open = (asked.value ?? []).filter(({ status }) => status === "WAITLIST" || status === "PROPOSED");
  return open.map((entry) => <Offer key={entry.id} entry={entry} again={asked.again} />);
}

function Offer({ entry, again }: { entry: Waiting; again: () => void }) {
  const { t, i18n } = useLingui();
  const language = useLanguage();
  const service = useService(entry.serviceId).value;
  const facility = useFacilities().value?.find(({ id }) => id === entry.facilityId);
  const zone = facility?.timeZone ?? OWN_ZONE;
  const [isBusy, setBusy] = useState(false);
  const { offer } = entry;

  async function say(what: "accept" | "decline" | "leave", said: string) {
    setBusy(true);
    const params = { path: { waitingListId: entry.id }, header: once() };
    const calls = {
      accept: () => server.POST("/api/v1/waiting-list/{waitingListId}/accept", { params }),
      decline: () => server.POST("/api/v1/waiting-list/{waitingListId}/decline", { params }),
      leave: () => server.POST("/api/v1/waiting-list/{waitingListId}/leave", { params }),
    };
    try {
      await answer<unknown>(calls[what]());
      toast(said);
    } catch (cause) {
      toast(problemText(i18n, cause), "bad");
    } finally {
      setBusy(false);
      pocket.engine.nudge();
      again();
    }
  }

  const name = service?.name ?? "";
  if (!offer)
    return (
      <Card>
        <Words bold>{t`You are on the waiting list`}</Words>
        <Words tone="soft">{name}</Words>
        <Button
          kind="plain"
          label={t`Wait no more`}
          isBusy={isBusy}
          onPress={() => void say("leave", t`You are off the waiting list.`)}
        />
      </Card>
    );
  const time = clock(offer.start, language, zone);
  const day = longDay(offer.start, language, zone);
  const until = offer.offerUntil ? clock(offer.offerUntil, language, zone) : null;
  return (
    <Card tone="tint">
      <Words bold tone="onTint">{t`A time has become free`}</Words>
      <Words size="lead" bold tone="onTint">
        {t`${day}, ${time}`}
      </Words>
      <Words tone="onTint">{name}</Words>
      {until ? <Words tone="onTint">{t`It is kept for you until ${until}.`}</Words> : null}
      <Button label={t`Take it`} isBusy={isBusy} onPress={() => void say("accept", t`Your appointment is booked.`)} />
      <Button
        kind="plain"
        label={t`No, wait on`}
        isOff={isBusy}
        onPress={() => void say("decline", t`You keep waiting for another time.`)}
      />
    </Card>
  );
}
