import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import classes from "../kit/kit.module.css";
import { General } from "./General.tsx";
import { Holidays } from "./Holidays.tsx";
import { Hours } from "./Hours.tsx";
import { Policy } from "./Policy.tsx";
import { Urgencies } from "./Urgencies.tsx";

export default function FacilityPage() {
  const { t } = useLingui();
  return (
    <div className={classes.cards}>
      <Card title={t`General`}>
        <General />
      </Card>
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
      <Card title={t`Messages and how long things are kept`}>
        <Policy />
      </Card>
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
