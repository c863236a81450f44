import { type InboxItem, openConflicts, type Queued } from "@careturn/sync";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { usePlace } from "../../session/place.tsx";
import { desk } from "../../sync/desk.ts";
import { one } from "../../sync/rows.ts";
import { useSnapshot, useView } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { codeText } from "../../texts/problems.ts";
import { clock } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Page } from "../../ui/Page.tsx";
import { Empty, Loading } from "../../ui/states.tsx";
import { Alternatives } from "./Alternatives.tsx";
import { Conflicts } from "./Conflicts.tsx";
import classes from "./InboxScreen.module.css";
import { MUTATION_NAMES } from "./mutations.ts";

/** What the server refused or took differently, and what hasn't been sent. */
export default function InboxScreen() {
  const { t } = useLingui();
  const { inbox, pending, isRead } = useSnapshot();
  const conflicts = useView(openConflicts);
  const unsent = pending.filter(({ result }) => !result);
  return (
    <Page title={t`Inbox`}>
      {!isRead ? <Loading rows={4} /> : null}
      {isRead && inbox.length === 0 && unsent.length === 0 && conflicts.length === 0 ? (
        <Empty icon="check" title={t`Nothing to look at`}>
          <Trans>What you did here has been sent and taken as it was meant.</Trans>
        </Empty>
      ) : null}
      <Conflicts />
      {inbox.length > 0 ? (
        <section className={classes.part}>
          <h2 className={classes.title}>
            <Trans>Refused or taken differently</Trans>
          </h2>
          <ul className={classes.list}>
            {inbox.map((item) => (
              <Refusal key={item.key} item={item} />
            ))}
          </ul>
        </section>
      ) : null}
      {unsent.length > 0 ? (
        <section className={classes.part}>
          <h2 className={classes.title}>
            <Trans>Not sent yet</Trans>
          </h2>
          <ul className={classes.list}>
            {unsent.map((mutation) => (
              <li key={mutation.mid} className={classes.item}>
                <Icon name="unsent" />
                <What mutation={mutation} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Page>
  );
}

function Refusal({ item }: { item: InboxItem }) {
  const { i18n } = useLingui();
  return (
    <li className={classes.item}>
      <Icon name="alert" />
      <div className={classes.text}>
        {item.mutation ? <What mutation={item.mutation} /> : null}
        <div>{codeText(i18n, item.code)}</div>
        <Alternatives item={item} />
      </div>
      <Button variant="default" size="compact-sm" onClick={() => void desk.engine.dismiss(item)}>
        <Trans>Seen</Trans>
      </Button>
    </li>
  );
}

/** Which act, on whom, and when. */
function What({ mutation: { name, args, occurredAt } }: { mutation: Queued }) {
  const { i18n, t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const { rows } = useSnapshot();
  const entry = one(rows, "entry", args.entryId as string | undefined);
  const patient = one(rows, "patient", entry?.patientId ?? ((args.patientId ?? args.id) as string | undefined));
  const act = MUTATION_NAMES[name];
  return (
    <div>
      <strong>{act ? i18n._(act) : t`A change`}</strong>
      {entry?.ticketNumber ? ` · ${entry.ticketNumber}` : ""}
      {patient ? ` · ${patient.name}` : ""}
      <span className="soft"> · {clock(occurredAt, language, timeZone)}</span>
    </div>
  );
}
