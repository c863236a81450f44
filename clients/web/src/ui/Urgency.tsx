import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { usePlace } from "../session/place.tsx";
import type { Urgency } from "../sync/rows.ts";

const URGENCY_NAMES: Record<Urgency, MessageDescriptor> = {
  IMMEDIATE: msg`Immediate`,
  EMERGENT: msg`Emergent`,
  URGENT: msg`Urgent`,
  LESS_URGENT: msg`Less urgent`,
  NON_URGENT: msg`Non-urgent`,
};

/** As the facility names it, else in the user's language. */
export function useUrgencyName(): (urgency: Urgency) => string {
  const { _ } = useLingui();
  const own = usePlace().facility?.urgencies;
  return (urgency) => own?.[urgency] ?? _(URGENCY_NAMES[urgency]);
}

/** Told apart by their shape, also without colour and in print. */
const SHAPES: Record<Urgency, { colour: string; shape: ReactNode }> = {
  IMMEDIATE: {
    colour: "var(--immediate)",
    shape: (
      <>
        <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor" />
        <path d="M8 4.4v4.2M8 10.8v.4" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" />
      </>
    ),
  },
  EMERGENT: { colour: "var(--emergent)", shape: <path d="M8 1.5 15.3 14H.7Z" fill="currentColor" /> },
  URGENT: { colour: "var(--urgent)", shape: <rect x="2" y="2" width="12" height="12" rx="1.5" fill="currentColor" /> },
  LESS_URGENT: {
    colour: "var(--less-urgent)",
    shape: (
      <>
        <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.8" />
        <circle cx="8" cy="8" r="2.2" fill="currentColor" />
      </>
    ),
  },
  NON_URGENT: {
    colour: "var(--non-urgent)",
    shape: <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  },
};

/** Icon, text and colour; {@code isShort} leaves the text to a screen reader and the tooltip. */
export function UrgencyMark({ urgency, isShort = false }: { urgency: Urgency; isShort?: boolean }) {
  const { colour, shape } = SHAPES[urgency];
  const name = useUrgencyName()(urgency);
  return (
    <span
      style={{ display: "inline-flex", alignItems: "center", gap: 6, minWidth: 0 }}
      title={isShort ? name : undefined}
    >
      <svg width="14" height="14" viewBox="0 0 16 16" style={{ color: colour, flex: "none" }} aria-hidden="true">
        {shape}
      </svg>
      {isShort ? <VisuallyHidden>{name}</VisuallyHidden> : <span className="truncate">{name}</span>}
    </span>
  );
}
