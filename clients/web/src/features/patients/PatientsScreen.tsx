import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useIsOnline } from "../../sync/useView.ts";
import { Page } from "../../ui/Page.tsx";
import { Empty, OnlineOnly } from "../../ui/states.tsx";
import { Find } from "./Find.tsx";
import classes from "./patients.module.css";
import { Record } from "./Record.tsx";

/** Somebody's record: found, corrected, and what else the reception does for it. */
export default function PatientsScreen() {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  const { page: patientId } = useParams({ strict: false }) as { page?: string };
  return (
    <Page title={t`Patients`}>
      {isOnline || patientId ? null : (
        <OnlineOnly>
          <Trans>Records are kept at the server only. Patients of these days are on the board.</Trans>
        </OnlineOnly>
      )}
      {isOnline || patientId ? (
        <div className={classes.screen} data-open={patientId ? true : undefined}>
          <Find label={t`Find a patient`} to={({ id }) => `/patients/${id}`} chosenId={patientId} />
          {patientId ? (
            <div className={classes.record}>
              <span className={classes.back}>
                <Button variant="subtle" size="compact-sm" component={Link} to="/patients">
                  <Trans>Back to the search</Trans>
                </Button>
              </span>
              <Record key={patientId} patientId={patientId} />
            </div>
          ) : (
            <Empty icon="user" title={t`Nobody is chosen`}>
              <Trans>Find somebody by name, phone, date of birth or today's ticket number.</Trans>
            </Empty>
          )}
        </div>
      ) : null}
    </Page>
  );
}
