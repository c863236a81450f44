import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useRef, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, server } from "../../session/server.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { date } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Failed } from "../../ui/states.tsx";
import classes from "./Find.module.css";

export type Hit = Schemas["PatientHit"];

interface Props {
  label: string;
  choose?: (hit: Hit) => void;
  /** A page of its own for each, instead. */
  to?: (hit: Hit) => string;
  chosenId?: string | undefined;
  /** Not offered. */
  without?: string;
}

const WAIT_MS = 220;
const ENOUGH = 2;

/** Somebody whom the facility knows, by whatever is known of them. */
export function Find({ label, choose, to, chosenId, without }: Props) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const list = useRef<HTMLUListElement>(null);
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const isEnough = text.length >= ENOUGH;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["patients", "find", facilityId, text],
    enabled: isEnough,
    queryFn: () => answer(server.POST("/api/v1/patients/search", { body: { facilityId, text } })),
    placeholderData: (before) => (isEnough ? before : undefined),
  });
  const hits = isEnough ? (data?.items ?? []).filter(({ id }) => id !== without) : [];

  function move(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("button, a") ?? [])];
    if (!step || buttons.length === 0) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[(Math.max(at, step > 0 ? -1 : 0) + step + buttons.length) % buttons.length]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows lead from the field into the list and within it
    <div className={classes.find} onKeyDown={move}>
      <TextInput
        label={label}
        placeholder={t`Name, phone, date of birth or ticket number`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        leftSection={<Icon name="search" />}
        maxLength={100}
        autoComplete="off"
        dir="auto"
        type="search"
        data-autofocus
      />
      <p className={classes.said} role="status">
        {isEnough && data && !isFetching && hits.length === 0 ? (
          <Trans>Nobody is found. Try fewer letters, the phone or the date of birth.</Trans>
        ) : null}
        {isEnough && data?.more ? <Trans>There are more. Type more to find them.</Trans> : null}
      </p>
      {error ? <Failed error={error} retry={() => void refetch()} /> : null}
      <ul ref={list} className={classes.hits} aria-busy={isFetching} aria-label={t`Found`}>
        {hits.map((hit) => (
          <li key={hit.id}>
            {to ? (
              <Link to={to(hit)} className={classes.hit} aria-current={hit.id === chosenId ? "page" : undefined}>
                <What hit={hit} />
              </Link>
            ) : (
              <button type="button" className={classes.hit} onClick={() => choose?.(hit)}>
                <What hit={hit} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function What({ hit: { name, birthDate, contactPhone, knownHere } }: { hit: Hit }) {
  const { t } = useLingui();
  const language = useLanguage();
  return (
    <>
      <span className={classes.name} dir="auto">
        {name}
      </span>
      <span className={classes.facts}>
        {birthDate ? <span>{date(birthDate, language)}</span> : null}
        {contactPhone ? <span dir="ltr">{contactPhone}</span> : null}
        {knownHere ? null : <span>{t`not known here yet`}</span>}
      </span>
    </>
  );
}
