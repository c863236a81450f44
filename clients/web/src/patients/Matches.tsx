import type { Rows } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import type { KeyboardEvent, Ref } from "react";
import { all } from "../sync/rows.ts";
import { useView } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { date } from "../texts/time.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Found } from "./find.ts";
import classes from "./Matches.module.css";
import type { Search } from "./usePatientSearch.ts";

/** Tickets of those who are here, by patient. */
function ticketsNow(rows: Rows): Map<string, string> {
  const here = all(rows, "entry").filter(({ state }) => ["WAITING", "CALLED", "SERVING", "ON_HOLD"].includes(state));
  return new Map(here.map(({ patientId, ticketNumber }) => [patientId, ticketNumber ?? ""]));
}

interface Props {
  search: Search;
  listRef: Ref<HTMLUListElement>;
  choose: (found: Found) => void;
}

/** Who it may be; a choice takes the record that is there, instead of a second one. */
export function Matches({ search: { found, isSearching, isPartial }, listRef, choose }: Props) {
  const { t } = useLingui();
  const language = useLanguage();
  const tickets = useView(ticketsNow);

  function move(event: KeyboardEvent<HTMLUListElement>) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    buttons[
      (buttons.indexOf(document.activeElement as HTMLButtonElement) + step + buttons.length) % buttons.length
    ]?.focus();
  }

  return (
    <section className={classes.matches} aria-label={t`Known already`} aria-busy={isSearching}>
      <p className={classes.head} role="status">
        {found.length > 0 ? <Trans>Known already? Choose, instead of registering twice.</Trans> : null}
        {isPartial ? (
          <span className={classes.partial}>
            <Icon name="cloudOff" size={14} />
            <Trans>Without the server only patients of these days are found.</Trans>
          </span>
        ) : null}
      </p>
      <ul ref={listRef} className={classes.list} onKeyDown={move}>
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" className={classes.match} data-likely={one.isLikely} onClick={() => choose(one)}>
              <span className={classes.name} dir="auto">
                {one.name}
              </span>
              {tickets.has(one.id) ? (
                <span className={classes.ticket}>
                  <Icon name="ticket" size={14} />
                  <Trans>Is here: {tickets.get(one.id)}</Trans>
                </span>
              ) : one.isLikely ? (
                <span className={classes.likely}>
                  <Trans>Likely the same person</Trans>
                </span>
              ) : null}
              <span className={classes.facts}>
                {one.birthDate ? <span>{date(one.birthDate, language)}</span> : null}
                {one.contactPhone ? <span dir="ltr">{one.contactPhone}</span> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
