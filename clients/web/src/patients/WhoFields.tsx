import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { usePlace } from "../session/place.tsx";
import { useLanguage } from "../texts/i18n.ts";
import { ageOn, date } from "../texts/time.ts";
import { Icon } from "../ui/Icon.tsx";
import { type Born, orderOf, parseBorn } from "./born.ts";
import type { Found } from "./find.ts";
import { Matches } from "./Matches.tsx";
import type { NewPerson } from "./register.ts";
import { usePatientSearch } from "./usePatientSearch.ts";
import classes from "./WhoFields.module.css";

export interface Who {
  name: string;
  phone: string;
  bornText: string;
  chosen: Found | null;
}

export const NOBODY: Who = { name: "", phone: "", bornText: "", chosen: null };

/** What is wrong with what was typed, by field; or who it is. */
export type Checked =
  | { person: { id: string } | NewPerson }
  | { faults: Partial<Record<"name" | "phone" | "born", string>> };

export function useCheckWho(): (who: Who) => Checked {
  const { t } = useLingui();
  const { facility } = usePlace();
  const today = facility?.serviceDay ?? new Date().toISOString().slice(0, 10);
  return ({ name, phone, bornText, chosen }) => {
    if (chosen) return { person: { id: chosen.id } };
    const born = parseBorn(bornText, today, orderOf(navigator.language));
    const faults = {
      ...(/\p{L}/u.test(name) ? {} : { name: t`Type the name.` }),
      ...(phone.trim() && phone.replace(/\D/g, "").length < 5 ? { phone: t`Type the whole number, or none.` } : {}),
      ...(born === "BAD" ? { born: t`Type a date of birth, a year or an age.` } : {}),
    };
    if (Object.keys(faults).length > 0 || born === "BAD") return { faults };
    return { person: { name, phone, born } };
  };
}

interface Props {
  who: Who;
  change: (who: Who) => void;
  faults: Partial<Record<"name" | "phone" | "born", string>>;
}

/** Three fields for somebody new; who is known already shows while one types. */
export function WhoFields({ who, change, faults }: Props) {
  const { t } = useLingui();
  const { facility } = usePlace();
  const language = useLanguage();
  const matches = useRef<HTMLUListElement>(null);
  const today = facility?.serviceDay ?? new Date().toISOString().slice(0, 10);
  const order = useMemo(() => orderOf(navigator.language), []);
  const parsed = parseBorn(who.bornText, today, order);
  const born = parsed === "BAD" ? null : parsed;
  const search = usePatientSearch(who.name, who.phone, born);
  const [example] = useState(() => exampleDate(order));

  if (who.chosen) return <Chosen found={who.chosen} clear={() => change({ ...who, chosen: null })} />;

  function toMatches(event: KeyboardEvent) {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    matches.current?.querySelector("button")?.focus();
  }

  const understood = born && who.bornText ? understoodAs(born, language, today) : null;
  return (
    <>
      <TextInput
        label={t`Name`}
        value={who.name}
        onChange={(event) => change({ ...who, name: event.currentTarget.value })}
        onKeyDown={toMatches}
        error={faults.name}
        maxLength={200}
        autoComplete="off"
        dir="auto"
        data-autofocus
      />
      <div className={classes.pair}>
        <TextInput
          label={t`Phone, or none`}
          type="tel"
          dir="ltr"
          value={who.phone}
          onChange={(event) => change({ ...who, phone: event.currentTarget.value })}
          onKeyDown={toMatches}
          error={faults.phone}
          maxLength={40}
          autoComplete="off"
        />
        <TextInput
          label={t`Born, or age`}
          placeholder={t`${example} or 46`}
          value={who.bornText}
          onChange={(event) => change({ ...who, bornText: event.currentTarget.value })}
          onKeyDown={toMatches}
          error={faults.born}
          description={
            understood === null ? undefined : understood.years === null ? (
              understood.text
            ) : (
              <Trans>
                {understood.text}, {understood.years} years old
              </Trans>
            )
          }
          inputWrapperOrder={["label", "input", "description", "error"]}
          maxLength={20}
          autoComplete="off"
        />
      </div>
      <Matches search={search} listRef={matches} choose={(chosen) => change({ ...who, chosen })} />
    </>
  );

  function understoodAs(one: Born, shown: string, on: string): { text: string; years: number | null } {
    if ("ageYears" in one) return { text: t`About ${one.ageYears} years old`, years: null };
    if (one.birthPrecision === "YEAR") return { text: t`Born in ${one.birthDate.slice(0, 4)}`, years: null };
    return { text: date(one.birthDate, shown), years: ageOn(one.birthDate, on) };
  }
}

function Chosen({ found, clear }: { found: Found; clear: () => void }) {
  const { t } = useLingui();
  const language = useLanguage();
  return (
    <section className={classes.chosen} aria-label={t`Chosen patient`}>
      <Icon name="user" size={18} />
      <div className={classes.who}>
        <strong dir="auto">{found.name}</strong>
        <span className="soft">
          {[found.birthDate ? date(found.birthDate, language) : null, found.contactPhone].filter(Boolean).join(" · ")}
        </span>
      </div>
      <Button variant="subtle" size="compact-sm" onClick={clear} data-autofocus>
        <Trans>Somebody else</Trans>
      </Button>
    </section>
  );
}

function exampleDate(order: readonly string[]): string {
  const parts: Record<string, string> = { year: "1980", month: "05", day: "17" };
  return order.map((part) => parts[part]).join("/");
}
