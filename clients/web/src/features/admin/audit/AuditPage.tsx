import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { useIsOnline } from "../../../sync/useView.ts";
import { dayOf, plusDays, startOf } from "../../../texts/days.ts";
import { Empty, Failed, Loading, OnlineOnly } from "../../../ui/states.tsx";
import classes from "../kit/kit.module.css";
import { useStaff } from "../kit/queries.ts";
import { AuditRow } from "./AuditRow.tsx";
import { ExportButton } from "./ExportButton.tsx";
import { Verify } from "./Verify.tsx";
import { ACTIONS } from "./words.ts";

interface Filter {
  accountId: string;
  action: string;
  firstDay: string;
  lastDay: string;
}

export default function AuditPage() {
  const { t, i18n } = useLingui();
  const { timeZone } = usePlace();
  const { data: staff = [] } = useStaff();
  const [today] = useState(() => dayOf(Date.now(), timeZone));
  const [filter, setFilter] = useState<Filter>({ accountId: "", action: "", firstDay: today, lastDay: today });
  const set = (name: keyof Filter) => (value: string | null) => setFilter({ ...filter, [name]: value ?? "" });
  return (
    <>
      <div className={classes.bar}>
        <Select
          aria-label={t`Who`}
          data={[
            { value: "", label: t`Anybody` },
            ...staff.map(({ id, displayName }) => ({ value: id, label: displayName })),
          ]}
          value={filter.accountId}
          onChange={set("accountId")}
          searchable
          w={190}
        />
        <Select
          aria-label={t`What was done`}
          data={[
            { value: "", label: t`Did anything` },
            ...Object.entries(ACTIONS).map(([value, words]) => ({ value, label: i18n._(words) })),
          ]}
          value={filter.action}
          onChange={set("action")}
          searchable
          w={250}
        />
        <TextInput
          type="date"
          aria-label={t`From`}
          value={filter.firstDay}
          max={filter.lastDay}
          onChange={(event) => set("firstDay")(event.currentTarget.value)}
          w={140}
        />
        <TextInput
          type="date"
          aria-label={t`Until`}
          value={filter.lastDay}
          min={filter.firstDay}
          onChange={(event) => set("lastDay")(event.currentTarget.value)}
          w={140}
        />
        <span className={classes.grow} />
        <ExportButton firstDay={filter.firstDay} lastDay={filter.lastDay} />
      </div>
      <Verify />
      <Log filter={filter} />
    </>
  );
}

function Log({ filter }: { filter: Filter }) {
  const { t } = useLingui();
  const { facilityId, timeZone } = usePlace();
  const isOnline = useIsOnline();
  const isRight = Boolean(filter.firstDay && filter.lastDay && filter.firstDay <= filter.lastDay);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["audit", facilityId, filter],
    enabled: isOnline && isRight,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = {
        facilityId,
        ...(filter.accountId ? { accountId: filter.accountId } : {}),
        ...(filter.action ? { action: filter.action } : {}),
        from: startOf(filter.firstDay, timeZone),
        to: startOf(plusDays(filter.lastDay, 1), timeZone),
        ...(pageParam ? { cursor: pageParam } : {}),
        limit: 50,
      };
      return answer(server.GET("/api/v1/audit", { params: { query } }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const events = data?.pages.flatMap((page) => page.items) ?? [];
  if (!isRight) return <Empty icon="calendar" title={t`Choose a first day and a last day after it`} />;
  if (!data) {
    if (error) return <Failed error={error} retry={() => void refetch()} />;
    if (isOnline) return <Loading />;
    return (
      <OnlineOnly>
        <Trans>The audit log is kept at the server alone.</Trans>
      </OnlineOnly>
    );
  }
  if (events.length === 0)
    return <Empty icon="search" title={t`Nothing like this was done`}>{t`Look at other days or for less.`}</Empty>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Time`}</th>
            <th>{t`Who did what`}</th>
            <th className={classes.wide}>{t`To whom`}</th>
            <th className={classes.wide}>{t`From where`}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <AuditRow key={event.id} event={event} />
          ))}
        </tbody>
      </table>
      {hasNextPage ? (
        <div className={classes.bar}>
          <span className={classes.grow} />
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show more</Trans>
          </Button>
          <span className={classes.grow} />
        </div>
      ) : null}
    </div>
  );
}
