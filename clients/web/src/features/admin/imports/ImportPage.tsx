import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox, FileInput, Select } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { useIsOnline } from "../../../sync/useView.ts";
import { save } from "../../../ui/save.ts";
import classes from "../kit/kit.module.css";
import { useProblem } from "../kit/problems.ts";
import { useRefresh } from "../kit/queries.ts";
import { Findings } from "./Findings.tsx";
import own from "./ImportPage.module.css";
import { isBusy, KINDS, type Kind, read } from "./kinds.ts";

const EVERY_MS = 700;

/** A file is chosen, checked without anything being written, and then imported. */
export default function ImportPage() {
  const { t, i18n } = useLingui();
  const { facilityId } = usePlace();
  const isOnline = useIsOnline();
  const say = useProblem();
  const refresh = useRefresh();
  const [kind, setKind] = useState<Kind>("PATIENTS");
  const [file, setFile] = useState<File | null>(null);
  const [importId, setImportId] = useState<string | null>(null);
  const [takesLikely, setTakesLikely] = useState(false);

  const check = useMutation({
    mutationFn: async (chosen: File) => {
      const content = read(await chosen.arrayBuffer());
      if ("fault" in content) throw new Error(content.fault);
      const body = { facilityId, kind, content: content.text };
      return answer(server.POST("/api/v1/imports", { params: { header: once() }, body }));
    },
    onSuccess: ({ id }) => setImportId(id),
  });
  const start = useMutation({
    mutationFn: (id: string) => {
      const body = { likelyDuplicates: takesLikely ? "WRITE" : "SKIP" } as const;
      const params = { path: { importId: id }, header: once() };
      return answer(server.POST("/api/v1/imports/{importId}/start", { params, body }));
    },
    onSuccess: () => follow.refetch(),
  });
  const follow = useQuery({
    queryKey: ["import", importId],
    enabled: importId !== null,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isBusy(state.data) ? false : EVERY_MS),
    queryFn: async () => {
      const found = await answer(
        server.GET("/api/v1/imports/{importId}", { params: { path: { importId: importId! } } }),
      );
      if (found.state === "DONE") void refresh();
      return found;
    },
  });
  const found = importId ? follow.data : undefined;
  const busy = check.isPending || start.isPending || (importId !== null && (!found || isBusy(found)));
  const error = check.error ?? start.error;

  function choose(chosen: File | null) {
    setFile(chosen);
    setImportId(null);
    check.reset();
    start.reset();
  }

  function fault(cause: Error): string {
    if (cause.message === "NOT_UTF_8") return t`The file isn't in UTF-8. Save it as “CSV UTF-8” and choose it again.`;
    if (cause.message === "TOO_LARGE") return t`The file is too large: divide it.`;
    if (cause.message === "EMPTY") return t`The file is empty.`;
    return say(cause);
  }

  return (
    <div className={classes.cards}>
      <section className={classes.card}>
        <h2>
          <Trans>Import from a file</Trans>
        </h2>
        <p>
          <Trans>
            Save a table as CSV, with the columns' names in the first row. The file is checked first; nothing is written
            until you say so.
          </Trans>
        </p>
        <div className={own.choices}>
          <Select
            label={t`What the file holds`}
            data={KINDS.map((one) => ({ value: one.kind, label: i18n._(one.name) }))}
            value={kind}
            allowDeselect={false}
            disabled={busy}
            onChange={(value) => {
              setKind(value as Kind);
              choose(null);
            }}
          />
          <FileInput
            label={t`File`}
            size="xs"
            placeholder={t`Choose a file`}
            accept=".csv,text/csv,text/plain"
            value={file}
            disabled={busy}
            clearable
            onChange={choose}
          />
          <Button variant="default" onClick={() => example(kind)}>
            <Trans>Example file</Trans>
          </Button>
          <Button
            loading={check.isPending}
            disabled={!file || !isOnline || busy || found !== undefined}
            onClick={() => file && check.mutate(file)}
          >
            <Trans>Check the file</Trans>
          </Button>
        </div>
        {error ? (
          <p role="alert" className={classes.fault}>
            {fault(error)}
          </p>
        ) : null}
      </section>
      {found ? (
        <Found found={found}>
          {found.state === "CHECKED" && found.faults === 0 ? (
            <div className={classes.foot}>
              {found.hints > 0 && found.kind === "PATIENTS" ? (
                <Checkbox
                  label={t`Also write those who are likely to be known`}
                  checked={takesLikely}
                  onChange={(event) => setTakesLikely(event.currentTarget.checked)}
                />
              ) : null}
              <span className={classes.grow} />
              <Button loading={start.isPending} disabled={!isOnline} onClick={() => start.mutate(found.id)}>
                <Trans>Import now</Trans>
              </Button>
            </div>
          ) : null}
        </Found>
      ) : null}
    </div>
  );
}

function Found({ found, children }: { found: Schemas["FileImport"]; children: ReactNode }) {
  const { t } = useLingui();
  const { rows, done, written, skipped, refused, faults, state } = found;
  const sentence = {
    CHECKING: t`Checking: ${done} of ${rows} rows`,
    CHECKED:
      faults > 0
        ? t`Faults: ${faults}. Nothing was written: mend the file and check it again.`
        : t`Rows that can be written: ${rows}.`,
    WRITING: t`Importing: ${done} of ${rows} rows`,
    DONE: t`Imported: ${written}. Left out as known: ${skipped}. Refused: ${refused}.`,
    FAILED: t`The import was broken off after ${done} of ${rows} rows.`,
    CANCELLED: t`The import was cancelled.`,
  }[state];
  return (
    <section className={classes.card} aria-live="polite">
      <h2>{sentence}</h2>
      {isBusy(found) ? (
        <progress aria-label={sentence} max={Math.max(1, rows)} value={done} className={own.progress} />
      ) : (
        <div>{found.findings.length > 0 ? <Findings found={found} /> : null}</div>
      )}
      {children}
    </section>
  );
}

function example(kind: Kind): void {
  const one = KINDS.find((each) => each.kind === kind)!;
  // With a byte order mark, by which spreadsheets know UTF-8.
  save(`${kind.toLowerCase()}.csv`, new Blob(["\uFEFF", one.example], { type: "text/csv;charset=utf-8" }));
}
