import type { MessageDescriptor } from "@lingui/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput, VisuallyHidden } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, server } from "../../session/server.ts";
import { one } from "../../sync/rows.ts";
import { useIsOnline, useSnapshot } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, day } from "../../texts/time.ts";
import { Page } from "../../ui/Page.tsx";
import { Empty, Failed, Loading, OnlineOnly, Stale } from "../../ui/states.tsx";
import classes from "./MessagesScreen.module.css";
import { ResendDialog } from "./ResendDialog.tsx";
import { BAD, CHANNELS, KINDS, type Logged, REASONS, STATES } from "./words.ts";

/** Which messages went to patients and what became of them; never what they said. */
export default function MessagesScreen() {
  const { t, i18n } = useLingui();
  const [state, setState] = useState("");
  const [kind, setKind] = useState("");
  const [on, setOn] = useState("");
  const choices = (words: Record<string, MessageDescriptor>, all: string) => [
    { value: "", label: all },
    ...Object.entries(words).map(([value, word]) => ({ value, label: i18n._(word) })),
  ];
  return (
    <Page title={t`Messages`}>
      <div className={classes.bar}>
        <Select
          aria-label={t`State`}
          data={choices(STATES, t`Every state`)}
          value={state}
          onChange={(value) => setState(value ?? "")}
          w={230}
        />
        <Select
          aria-label={t`About`}
          data={choices(KINDS, t`About anything`)}
          value={kind}
          onChange={(value) => setKind(value ?? "")}
          searchable
          w={200}
        />
        <TextInput
          type="date"
          aria-label={t`Day`}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
          w={150}
        />
      </div>
      <Log state={state} kind={kind} on={on} />
    </Page>
  );
}

function Log({ state, kind, on }: { state: string; kind: string; on: string }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const isOnline = useIsOnline();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["messages", facilityId, state, kind, on],
    enabled: isOnline,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = {
        ...(state ? { state: state as Logged["state"] } : {}),
        ...(kind ? { kind: kind as Logged["kind"] } : {}),
        ...(on ? { day: on } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
        limit: 50,
      };
      return answer(
        server.GET("/api/v1/facilities/{facilityId}/notifications", { params: { path: { facilityId }, query } }),
      );
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const [resent, setResent] = useState<string | null>(null);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (!data) {
    if (error) return <Failed error={error} retry={() => void refetch()} />;
    if (isOnline) return <Loading />;
    return (
      <OnlineOnly>
        <Trans>The log of messages is kept at the server alone, and who reads it is written down there.</Trans>
      </OnlineOnly>
    );
  }
  if (items.length === 0) return <Empty icon="message" title={t`No messages like this`} />;
  return (
    <>
      {isOnline ? null : (
        <Stale>
          <Trans>As it was when the server was last reached.</Trans>
        </Stale>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Time`}</th>
            <th>{t`Patient`}</th>
            <th>{t`About`}</th>
            <th className={classes.wide}>{t`By`}</th>
            <th>{t`State`}</th>
            <th>
              <VisuallyHidden>{t`More`}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Line key={item.id} item={item} resend={setResent} />
          ))}
        </tbody>
      </table>
      {hasNextPage ? (
        <div className={classes.more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      ) : null}
      {resent ? <ResendDialog messageId={resent} close={() => setResent(null)} /> : null}
    </>
  );
}

function Line({ item, resend }: { item: Logged; resend: (messageId: string) => void }) {
  const { i18n, t } = useLingui();
  const { timeZone } = usePlace();
  const { rows } = useSnapshot();
  const language = useLanguage();
  const tries = item.attempts.length;
  const told = item.error ?? item.attempts.at(-1)?.error;
  return (
    <tr>
      <td className={`number ${classes.time}`}>
        {day(item.createdAt, language, timeZone)}, {clock(item.createdAt, language, timeZone)}
      </td>
      <td dir="auto" className={classes.patient}>
        {one(rows, "patient", item.patientId)?.name ?? <span className="soft">{t`Not here these days`}</span>}
      </td>
      <td className={classes.about}>{i18n._(KINDS[item.kind])}</td>
      <td className={classes.wide}>{item.channel ? i18n._(CHANNELS[item.channel]) : ""}</td>
      <td className={classes.became}>
        <span className={classes.state} data-bad={BAD.has(item.state) || undefined}>
          {i18n._(STATES[item.state])}
        </span>
        {tries > 1 ? <span className="soft"> · {t`${tries} tries`}</span> : null}
        {told && BAD.has(item.state) ? (
          <span className="soft"> · {REASONS[told] ? i18n._(REASONS[told]) : <bdi>{told}</bdi>}</span>
        ) : null}
      </td>
      <td className={classes.again}>
        {BAD.has(item.state) ? (
          <Button variant="subtle" size="compact-sm" onClick={() => resend(item.id)}>
            <Trans>Send once more</Trans>
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
