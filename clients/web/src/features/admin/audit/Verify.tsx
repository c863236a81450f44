import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useState } from "react";
import { answer, Refused, server } from "../../../session/server.ts";
import { useIsOnline } from "../../../sync/useView.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { useProblem } from "../kit/problems.ts";
import own from "./audit.module.css";

type Verification = Schemas["Verification"];

/** Compares the whole log with its seals; a long one takes several requests. */
export function Verify() {
  const { t } = useLingui();
  const say = useProblem();
  const isOnline = useIsOnline();
  const [rows, setRows] = useState(0);
  const [result, setResult] = useState<Verification | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function verify() {
    setBusy(true);
    setFault(null);
    setResult(null);
    setRows(0);
    try {
      setResult(await verified(setRows));
    } catch (error) {
      const isElsewhere = error instanceof Refused && error.code === "not-allowed";
      setFault(isElsewhere ? t`Only who administers all facilities can check the whole log.` : say(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={own.verify} aria-label={t`Check of the log`}>
      <p role="status">
        {isBusy ? (
          <Trans>{rows} rows compared so far…</Trans>
        ) : fault ? (
          <span className={own.bad}>{fault}</span>
        ) : result ? (
          <Result result={result} rows={rows} />
        ) : (
          <Trans>Rows are sealed one after the other: who changes or removes one is found out.</Trans>
        )}
      </p>
      <Button variant="default" loading={isBusy} disabled={!isOnline} onClick={() => void verify()}>
        <Trans>Check the log</Trans>
      </Button>
    </section>
  );
}

function Result({ result, rows }: { result: Verification; rows: number }) {
  const { t } = useLingui();
  if (result.fault)
    return (
      <span className={own.bad}>
        <Icon name="alert" /> {t`The log isn't as it was written.`} <bdi>{result.fault.explanation}</bdi>
      </span>
    );
  const unsealed = result.unsealed ?? 0;
  return (
    <span className={own.good}>
      <Icon name="check" />{" "}
      {unsealed > 0
        ? t`All ${rows} sealed rows are as they were written; ${unsealed} newer ones are sealed soon.`
        : t`All ${rows} rows are as they were written.`}
    </span>
  );
}

export async function verified(told: (rows: number) => void): Promise<Verification> {
  let rows = 0;
  let after: number | undefined;
  for (;;) {
    const query = after === undefined ? {} : { after };
    const part = await answer(server.GET("/api/v1/audit/verification", { params: { query } }));
    rows += part.rows;
    told(rows);
    // One that gets no further would ask for ever.
    if (part.complete || part.fault || part.reached === after) return part;
    after = part.reached;
  }
}
