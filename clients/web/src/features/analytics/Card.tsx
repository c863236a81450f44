import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline } from "../../sync/useView.ts";
import { problemText } from "../../texts/problems.ts";
import { Empty, Failed, Loading, OnlineOnly, Stale } from "../../ui/states.tsx";
import classes from "./Analytics.module.css";
import { download } from "./asked.ts";

/** A part of a view, with its table as a file. */
export function Card({
  title,
  csv,
  save,
  extra,
  children,
}: {
  title: string;
  /** Which table of the server, and what it is asked. */
  csv?: { view: string; asked: Record<string, string> };
  /** Where the server has no such table. */
  save?: () => void;
  extra?: ReactNode;
  children: ReactNode;
}) {
  const { i18n } = useLingui();
  const { facilityId } = usePlace();
  const isOnline = useIsOnline();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const id = useId();
  const fetchIt = async () => {
    setBusy(true);
    setProblem("");
    try {
      if (csv) await download(facilityId, csv.view, csv.asked);
      else save?.();
    } catch (error) {
      setProblem(problemText(i18n, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={`card ${classes.card}`} aria-label={title}>
      <div className={classes.head}>
        <h2 id={`${id}-title`}>{title}</h2>
        {extra}
        {csv || save ? (
          <Button
            variant="default"
            loading={isBusy}
            disabled={csv !== undefined && !isOnline}
            id={`${id}-csv`}
            aria-labelledby={`${id}-csv ${id}-title`}
            onClick={() => void fetchIt()}
          >
            <Trans>Download CSV</Trans>
          </Button>
        ) : null}
      </div>
      {problem ? <p role="alert">{problem}</p> : null}
      {children}
    </section>
  );
}

/** What was answered, or why there is nothing. */
export function Shown<T>({
  query,
  isEmpty,
  children,
}: {
  query: UseQueryResult<T>;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
}) {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  const { data, error, refetch } = query;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) {
    if (isOnline) return <Loading />;
    return (
      <OnlineOnly>
        <Trans>Figures of days and years are worked out at the server alone.</Trans>
      </OnlineOnly>
    );
  }
  if (isEmpty?.(data)) return <Empty icon="chart" title={t`Nothing happened in these days`} />;
  return (
    <>
      {isOnline ? null : (
        <Stale>
          <Trans>As it was when the server was last reached.</Trans>
        </Stale>
      )}
      {children(data)}
    </>
  );
}

/** The table behind a chart. */
export function Behind({ children }: { children: ReactNode }) {
  return (
    <details className={classes.details}>
      <summary>
        <Trans>Show the table</Trans>
      </summary>
      {children}
    </details>
  );
}

/** How many times were left out because nobody knows them well enough. */
export function LeftOut({ count }: { count: number }) {
  const { t } = useLingui();
  return count === 0 ? null : (
    <p className={classes.note}>{t`Left out, since times were entered late or undone: ${count}`}</p>
  );
}
