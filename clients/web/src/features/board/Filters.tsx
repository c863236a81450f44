import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { ActionIcon, MultiSelect, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useCallback, useRef } from "react";
import { usePlace } from "../../session/place.tsx";
import { all, one, type Urgency } from "../../sync/rows.ts";
import { useView } from "../../sync/useView.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { URGENCIES, URGENCY_NAMES } from "../../ui/Urgency.tsx";
import classes from "./Filters.module.css";
import type { Board, Filter } from "./lines.ts";

interface Props {
  filter: Filter;
  change: (filter: Filter) => void;
  lists: Board;
}

export function Filters({ filter, change, lists }: Props) {
  const { t, i18n } = useLingui();
  const { account } = usePlace();
  const search = useRef<HTMLInputElement>(null);
  const queues = useView(allQueues);
  const doctors = useView(useCallback((rows: Rows) => doctorsAtWork(rows), []));
  const waiting = lists.waiting.reduce((sum, { lines }) => sum + lines.length, 0);
  const set = (part: Partial<Filter>) => change({ ...filter, ...part });

  useKeys(t`Board`, [{ key: "/", label: t`Search on the board`, run: () => search.current?.focus() }]);

  return (
    <div className={classes.filters}>
      <TextInput
        ref={search}
        className={classes.search}
        aria-label={t`Name, ticket or phone`}
        placeholder={t`Name, ticket or phone`}
        leftSection={<Icon name="search" size={14} />}
        rightSection={
          filter.text ? (
            <ActionIcon size={20} aria-label={t`Clear`} onClick={() => set({ text: "" })}>
              <Icon name="close" size={12} />
            </ActionIcon>
          ) : (
            <kbd>/</kbd>
          )
        }
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          set({ text: "" });
          event.currentTarget.blur();
        }}
      />
      <Select
        className={classes.queue}
        aria-label={t`Queue`}
        data={[
          { value: "", label: t`All queues` },
          ...queues.map(({ id, serviceName, prefix }) => ({ value: id, label: `${serviceName} (${prefix})` })),
        ]}
        value={filter.queueId ?? ""}
        onChange={(queueId) => set({ queueId: queueId || null })}
      />
      <Select
        className={classes.doctor}
        aria-label={t`Doctor`}
        data={[
          { value: "", label: t`All doctors` },
          ...doctors.map(({ id, room }) => ({ value: id, label: id === account.id ? t`Mine` : room })),
        ]}
        value={filter.doctorId ?? ""}
        onChange={(doctorId) => set({ doctorId: doctorId || null })}
      />
      <MultiSelect
        className={classes.urgency}
        aria-label={t`Urgency`}
        placeholder={filter.urgencies.size ? "" : t`All urgencies`}
        data={URGENCIES.map((urgency) => ({ value: urgency, label: i18n._(URGENCY_NAMES[urgency]) }))}
        value={[...filter.urgencies]}
        onChange={(urgencies) => set({ urgencies: new Set(urgencies as Urgency[]) })}
        clearable={filter.urgencies.size > 0}
        clearButtonProps={{ "aria-label": t`Clear` }}
      />
      <SegmentedControl
        className={classes.states}
        aria-label={t`State`}
        data={[
          { value: "ALL", label: t`All` },
          { value: "AT_DESK", label: t`At desks ${lists.atDesks.length}` },
          { value: "WAITING", label: t`Waiting ${waiting}` },
          { value: "ON_HOLD", label: t`On hold ${lists.onHold.length}` },
        ]}
        value={filter.state}
        onChange={(state) => set({ state: state as Filter["state"] })}
      />
    </div>
  );
}

function allQueues(rows: Rows) {
  return all(rows, "queue").sort((a, b) => a.serviceName.localeCompare(b.serviceName));
}

/** Told by their rooms: the rows of a pull name no staff. */
export function doctorsAtWork(rows: Rows): { id: string; room: string; queueIds: string[] }[] {
  return all(rows, "desk_session")
    .filter(({ role, state }) => role === "DOCTOR" && state !== "CLOSED")
    .map(({ accountId, roomId, queueIds }) => ({
      id: accountId,
      room: one(rows, "room", roomId)?.name ?? "",
      queueIds,
    }))
    .sort((a, b) => a.room.localeCompare(b.room, undefined, { numeric: true }));
}
