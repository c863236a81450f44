import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
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
  choose: (hit: Hit) => void;
  chosenId?: string | undefined;
  /** Not offered. */
  without?: string;
}

const WAIT_MS = 220;
const ENOUGH = 2;

/** Somebody whom the facility knows, by whatever is known of them. */
export function Find({ label, choose, chosenId, without }: Props) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const language = useLanguage();
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
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    if (!step || buttons.length === 0) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
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
            <button
              type="button"
              className={classes.hit}
              aria-pressed={hit.id === chosenId}
              onClick={() => choose(hit)}
            >
              <span className={classes.name} dir="auto">
                {hit.name}
              </span>
              <span className={classes.facts}>
                {hit.birthDate ? <span>{date(hit.birthDate, language)}</span> : null}
                {hit.contactPhone ? <span dir="ltr">{hit.contactPhone}</span> : null}
                {hit.knownHere ? null : <span>{t`not known here yet`}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
