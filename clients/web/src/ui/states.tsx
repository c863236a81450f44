import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { problemText } from "../texts/problems.ts";
import { Icon, type IconName } from "./Icon.tsx";
import classes from "./states.module.css";

/** There is nothing, and that is right; {@code action} is what one would do next. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.state}>
      <span className={classes.icon}>
        <Icon name={icon} size={22} />
      </span>
      <p className={classes.title}>{title}</p>
      {children ? <div className="soft">{children}</div> : null}
      {action}
    </div>
  );
}

/** As many rows as will probably come, so that nothing jumps. */
export function Loading({ rows = 8 }: { rows?: number }) {
  const { t } = useLingui();
  return (
    <div role="status" aria-label={t`Loading`} className={classes.loading}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <Skeleton key={index} height={14} width={`${88 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  );
}

/** What went wrong, in words, and the way on. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { i18n } = useLingui();
  return (
    <div className={classes.state} role="alert">
      <span className={classes.icon} data-bad>
        <Icon name="alert" size={22} />
      </span>
      <p className={classes.title}>{problemText(i18n, error)}</p>
      {retry ? (
        <Button variant="default" onClick={retry}>
          <Trans>Try again</Trans>
        </Button>
      ) : null}
    </div>
  );
}

/** What is shown may be old. */
export function Stale({ children }: { children: ReactNode }) {
  return (
    <div className={classes.stale} role="status">
      <Icon name="cloudOff" />
      <span>{children}</span>
    </div>
  );
}

/** Only with a network, and why. */
export function OnlineOnly({ children }: { children: ReactNode }) {
  const { t } = useLingui();
  return (
    <Empty icon="cloudOff" title={t`This needs the server, which can't be reached now`}>
      {children}
    </Empty>
  );
}
