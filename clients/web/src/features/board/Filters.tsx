import { useLingui } from "@lingui/react/macro";
import { ActionIcon, SegmentedControl, TextInput } from "@mantine/core";
import { lazy, Suspense, useRef } from "react";
import { Icon } from "../../ui/Icon.tsx";
import { useKeys } from "../../ui/keys.tsx";
import classes from "./Filters.module.css";
import type { Board, Filter } from "./lines.ts";

const FilterChoices = lazy(() => import("./FilterChoices.tsx"));

interface Props {
  filter: Filter;
  change: (filter: Filter) => void;
  lists: Board;
}

export function Filters({ filter, change, lists }: Props) {
  const { t } = useLingui();
  const search = useRef<HTMLInputElement>(null);
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
      <Suspense fallback={<Room />}>
        <FilterChoices filter={filter} set={set} />
      </Suspense>
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

/** As wide as what comes, so that nothing jumps. */
function Room() {
  return (
    <>
      <span className={classes.queue} />
      <span className={classes.doctor} />
      <span className={classes.urgency} />
    </>
  );
}
