import { Trans, useLingui } from "@lingui/react/macro";
import { usePlace } from "../../../session/place.tsx";
import { answer, Refused, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock, day } from "../../../texts/time.ts";
import { Empty } from "../../../ui/states.tsx";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { useAdminQuery } from "../kit/queries.ts";

/** What phones would have got, for whoever tries the demo; elsewhere there is no such list. */
export default function OutboxPage() {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const query = useAdminQuery("outbox", async () => {
    try {
      return (await answer(server.GET("/api/v1/demo/outbox"))).items;
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return "NONE" as const;
      throw error;
    }
  });
  return (
    <Listed query={query}>
      {(items) =>
        items === "NONE" ? (
          <Empty icon="message" title={t`Messages go to real phones here`}>
            <Trans>This list is part of the demo only.</Trans>
          </Empty>
        ) : items.length === 0 ? (
          <Empty icon="message" title={t`Nothing was sent yet`} />
        ) : (
          <div className={classes.scroll}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>{t`Time`}</th>
                  <th>{t`Phone`}</th>
                  <th>{t`Code`}</th>
                  <th>{t`Text`}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ id, at, phone, code, text }) => (
                  <tr key={id}>
                    <td className="number">
                      {day(at, language, timeZone)}, {clock(at, language, timeZone)}
                    </td>
                    <td>
                      <bdi>{phone}</bdi>
                    </td>
                    <td>{code ? <strong dir="ltr">{code}</strong> : null}</td>
                    <td dir="auto" className={classes.long}>
                      {text}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </Listed>
  );
}
