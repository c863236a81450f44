import { Trans, useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { dayOf, plusDays } from "../../../texts/days.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { day } from "../../../texts/time.ts";
import { Empty } from "../../../ui/states.tsx";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { useAdminQuery } from "../kit/queries.ts";

const DAYS = ["7", "30", "90"] as const;

/** How patients rated their visits, and what they wrote; nobody is named. */
export default function FeedbackPage() {
  const { t } = useLingui();
  const { facility, timeZone } = usePlace();
  const language = useLanguage();
  const [days, setDays] = useState<string>("30");
  const lastDay = facility?.serviceDay ?? dayOf(Date.now(), timeZone);
  const firstDay = plusDays(lastDay, 1 - Number(days));
  const query = useAdminQuery(
    "feedback",
    (facilityId) =>
      answer(
        server.GET("/api/v1/facilities/{facilityId}/feedback", {
          params: { path: { facilityId }, query: { firstDay, lastDay } },
        }),
      ),
    [firstDay, lastDay],
  );
  const whole = new Intl.NumberFormat(language);
  const oneDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (
    <>
      <div className={classes.bar}>
        <Select
          label={t`Visits of the last`}
          data={DAYS.map((value) => ({ value, label: t`${value} days` }))}
          value={days}
          onChange={(value) => value && setDays(value)}
        />
      </div>
      <Listed query={query}>
        {({ visits, answers, average, latest }) =>
          answers === 0 ? (
            <Empty icon="message" title={t`No answers yet`}>
              <Trans>Patients are asked after a visit, where the facility's messages do so.</Trans>
            </Empty>
          ) : (
            <>
              <p>
                {average == null ? "" : t`${oneDigit.format(average)} of 5 on average. `}
                {t`${whole.format(answers)} of ${whole.format(visits)} visits were rated.`}
              </p>
              <div className={classes.scroll}>
                <table className={classes.table}>
                  <thead>
                    <tr>
                      <th>{t`Day`}</th>
                      <th>{t`Rating`}</th>
                      <th>{t`In their words`}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {latest.map(({ rating, words, givenAt }) => (
                      <tr key={`${givenAt} ${words}`}>
                        <td>{day(givenAt, language, timeZone)}</td>
                        <td>{t`${whole.format(rating)} of 5`}</td>
                        <td dir="auto">{words}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          )
        }
      </Listed>
    </>
  );
}
