import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button } from "@mantine/core";
import { useEffect, useSyncExternalStore } from "react";
import { announce } from "./announce.tsx";
import { Icon } from "./Icon.tsx";
import classes from "./toasts.module.css";

export interface Toast {
  text: string;
  tone?: "plain" | "bad";
  undo?: () => void | Promise<void>;
}

const SHOWN_MS = 6_000;

let toasts: (Toast & { id: number })[] = [];
let next = 1;
const listeners = new Set<() => void>();

function become(now: typeof toasts): void {
  toasts = now;
  for (const listener of listeners) listener();
}

/** Says what was done, for 6 seconds, and offers to undo it. */
export function toast(what: Toast): void {
  become([...toasts.slice(-2), { ...what, id: next++ }]);
  announce(what.text);
}

/** Undoes what was done last, while it is shown; false where there is nothing. */
export function undoLast(): boolean {
  const last = toasts.findLast(({ undo }) => undo);
  if (!last) return false;
  dismiss(last.id);
  void last.undo?.();
  return true;
}

function dismiss(id: number): void {
  become(toasts.filter((one) => one.id !== id));
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => toasts,
  );
  return (
    <div className={classes.toasts}>
      {shown.map((one) => (
        <ToastView key={one.id} {...one} />
      ))}
    </div>
  );
}

function ToastView({ id, text, tone = "plain", undo }: Toast & { id: number }) {
  const { t } = useLingui();
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div className={classes.toast} data-tone={tone}>
      <Icon name={tone === "bad" ? "alert" : "check"} />
      <span className={classes.text}>{text}</span>
      {undo ? (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => {
            dismiss(id);
            void undo();
          }}
        >
          <Trans>Undo</Trans>
        </Button>
      ) : null}
      <ActionIcon aria-label={t`Close`} size={24} onClick={() => dismiss(id)}>
        <Icon name="close" size={14} />
      </ActionIcon>
    </div>
  );
}
