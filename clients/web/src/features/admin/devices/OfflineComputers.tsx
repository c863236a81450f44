import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, VisuallyHidden } from "@mantine/core";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock, day } from "../../../texts/time.ts";
import { toast } from "../../../ui/toasts.tsx";
import type { Question } from "../kit/Confirm.tsx";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { useRefresh, useStaff, useSyncClients } from "../kit/queries.ts";

/** The computers of staff that keep the day's data for a time without a network. */
export function OfflineComputers({ ask }: { ask: (question: Question) => void }) {
  const { t } = useLingui();
  const clients = useSyncClients();
  return (
    <section aria-label={t`Computers that work without a network`}>
      <div className={classes.bar}>
        <h2 style={{ margin: 0, fontSize: 14 }}>
          <Trans>Computers that work without a network</Trans>
        </h2>
        <span className="soft">
          <Trans>Shut one out where it was lost: as soon as it asks the server, it gets nothing more.</Trans>
        </span>
      </div>
      <Listed query={clients} rows={3}>
        {(items) => <Computers items={items} ask={ask} />}
      </Listed>
    </section>
  );
}

function Computers({ items, ask }: { items: Schemas["SyncClient"][]; ask: (question: Question) => void }) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const refresh = useRefresh();
  const staff = useStaff();
  const nameOf = new Map(staff.data?.map(({ id, displayName }) => [id, displayName]));
  const at = (when: string) => `${day(when, language, timeZone)}, ${clock(when, language, timeZone)}`;

  function revoke({ clientId }: Schemas["SyncClient"], who: string) {
    ask({
      title: t`Shut the computer of ${who} out?`,
      text: t`What was done there and not sent yet is lost.`,
      act: t`Shut out`,
      run: async () => {
        const params = { path: { syncClientId: clientId }, header: once() };
        await answer(server.POST("/api/v1/sync/clients/{syncClientId}/revoke", { params }));
        await refresh();
        toast({ text: t`The computer is shut out` });
      },
    });
  }

  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Person`}</th>
            <th>{t`Computer`}</th>
            <th>{t`Last contact`}</th>
            <th>
              <VisuallyHidden>{t`More`}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {items
            .filter(({ scope }) => scope === "STAFF")
            .map((client) => {
              const who = nameOf.get(client.accountId) ?? t`Unknown`;
              return (
                <tr key={client.clientId} className={client.revokedAt ? classes.off : undefined}>
                  <td dir="auto">
                    {who}
                    {client.revokedAt ? <span className={classes.tag}>{t`Shut out`}</span> : null}
                  </td>
                  <td dir="auto">{client.label}</td>
                  <td>{client.lastPullAt ? at(client.lastPullAt) : t`Never yet`}</td>
                  <td data-end>
                    {client.revokedAt ? null : (
                      <Button
                        variant="subtle"
                        color="red"
                        aria-label={`${t`Shut out`}: ${client.label}, ${who}`}
                        onClick={() => revoke(client, who)}
                      >
                        <Trans>Shut out</Trans>
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </div>
  );
}
