import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { Refused } from "../../session/server.ts";
import { problemText } from "../../texts/problems.ts";
import classes from "./Part.module.css";

interface Props {
  title: string;
  query: { isPending: boolean; error: unknown; data: unknown; refetch: () => unknown };
  isEmpty: boolean;
  empty: string;
  tone?: "bad" | undefined;
  action?: ReactNode;
  children: ReactNode;
}

/** A part of the record, in whatever state it is. */
export function Part({ title, query, isEmpty, empty, tone, action, children }: Props) {
  return (
    <section className={classes.part} data-tone={tone} aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      <State query={query} isEmpty={isEmpty} empty={empty}>
        {children}
      </State>
      {action}
    </section>
  );
}

function State({ query, isEmpty, empty, children }: Omit<Props, "title" | "action" | "tone">) {
  const { t, i18n } = useLingui();
  if (query.data === undefined) {
    if (query.error) {
      const isUnreached = query.error instanceof Refused && query.error.status === 0;
      return (
        <p className={classes.state}>
          {isUnreached ? t`Only at the server, which can't be reached now.` : problemText(i18n, query.error)}{" "}
          <Button variant="subtle" size="compact-xs" onClick={() => void query.refetch()}>
            <Trans>Try again</Trans>
          </Button>
        </p>
      );
    }
    if (query.isPending) return <Skeleton height={14} width="70%" aria-label={t`Loading`} />;
  }
  return isEmpty ? <p className={classes.state}>{empty}</p> : children;
}
