import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { facilitiesOf, usePlace } from "../../../session/place.tsx";
import classes from "../kit/kit.module.css";
import { General } from "./General.tsx";
import { Holidays } from "./Holidays.tsx";
import { Hours } from "./Hours.tsx";
import { NewFacility } from "./NewFacility.tsx";
import { Policy } from "./Policy.tsx";
import { PriorityGroups } from "./PriorityGroups.tsx";
import { Urgencies } from "./Urgencies.tsx";

export default function FacilityPage() {
  const { t } = useLingui();
  const { account, moveTo } = usePlace();
  const [isAdding, setAdding] = useState(false);
  return (
    <div className={classes.cards}>
      <Card title={t`General`}>
        <General />
      </Card>
      {facilitiesOf(account) === null ? (
        <Card title={t`More facilities`} text={<Trans>Each has rooms, services, people and hours of its own.</Trans>}>
          <Button variant="default" onClick={() => setAdding(true)}>
            <Trans>Add a facility</Trans>
          </Button>
        </Card>
      ) : null}
      <Card
        title={t`Opening hours`}
        text={
          <Trans>
            Such as 8–12, 13–18:30; empty is closed. Outside of them patients can neither join nor book; staff can, with
            a reason. All days empty: open whenever there is no holiday.
          </Trans>
        }
      >
        <Hours />
      </Card>
      <Card title={t`Holidays`} text={<Trans>The facility is closed on these days.</Trans>}>
        <Holidays />
      </Card>
      <Card
        title={t`Urgencies`}
        text={<Trans>What the five are called here, and within how many minutes each is to be seen.</Trans>}
      >
        <Urgencies />
      </Card>
      <Card
        title={t`Priority groups`}
        text={
          <Trans>
            Whoever belongs to one counts as waiting for so much longer, within an urgency. Who waits already keeps what
            was given.
          </Trans>
        }
      >
        <PriorityGroups />
      </Card>
      <Card title={t`Messages and how long things are kept`}>
        <Policy />
      </Card>
      {isAdding ? <NewFacility close={() => setAdding(false)} moveTo={moveTo} /> : null}
    </div>
  );
}

function Card({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.card} aria-label={title}>
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {children}
    </section>
  );
}
