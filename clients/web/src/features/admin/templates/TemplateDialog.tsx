import type { Schemas } from "@careturn/api";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm, type Read } from "../kit/EditForm.tsx";
import { type Field, textOf, type Values } from "../kit/fields.ts";
import classes from "../kit/kit.module.css";
import { useProblem } from "../kit/problems.ts";
import { expecting, useRefresh } from "../kit/queries.ts";
import own from "./TemplateDialog.module.css";
import { CHANNELS, KINDS } from "./words.ts";

type Template = Schemas["MessageTemplate"];

const PATH = "/api/v1/facilities/{facilityId}/message-templates/{messageKind}/{messageChannel}/{messageLanguage}";

export function TemplateDialog({ template, close }: { template: Template; close: () => void }) {
  const { t, i18n } = useLingui();
  const { facilityId } = usePlace();
  const refresh = useRefresh();
  const { kind, channel, language } = template;
  const path = { facilityId, messageKind: kind, messageChannel: channel, messageLanguage: language };
  const hasTitle = channel === "PUSH";
  const fields: Field[] = [
    ...(hasTitle ? [{ kind: "text", name: "title", label: t`Title`, max: 200 } satisfies Field] : []),
    { kind: "words", name: "text", label: t`Text`, max: 1000 },
  ];

  async function write(body: { title: string | null; text: string | null }, version: number) {
    await answer(server.PUT(PATH, { params: { path, header: expecting(version) }, body }));
    await refresh();
    toast({ text: body.text === null ? t`The text that comes with CareTurn holds again` : t`The text is saved` });
    close();
  }

  return (
    <Dialog title={`${i18n._(KINDS[kind])}: ${i18n._(CHANNELS[channel])}`} close={close} size={620}>
      <EditForm
        fields={fields}
        start={valuesOf(template).values}
        version={template.version}
        save={(values, version) =>
          write({ title: hasTitle ? textOf(values, "title") : null, text: textOf(values, "text") }, version)
        }
        reread={async () => valuesOf(await answer(server.GET(PATH, { params: { path } })))}
        submit={t`Save`}
      >
        {(values) => (
          <>
            <Arguments template={template} />
            <Preview template={template} values={values} />
            {template.isDefault ? null : <Back run={() => write({ title: null, text: null }, template.version)} />}
          </>
        )}
      </EditForm>
    </Dialog>
  );
}

function Back({ run }: { run: () => Promise<void> }) {
  const say = useProblem();
  return (
    <div>
      <Button
        variant="subtle"
        onClick={() => void run().catch((error: unknown) => toast({ text: say(error), tone: "bad" }))}
      >
        <Trans>Back to the text that comes with CareTurn</Trans>
      </Button>
    </div>
  );
}

function Arguments({ template }: { template: Template }) {
  return (
    <p className={own.arguments}>
      <Trans>Filled in when it is sent:</Trans>{" "}
      {template.arguments.map(({ name, sample, required }) => (
        <span key={name} className={own.argument}>
          <code dir="ltr">{`{${name}}`}</code> <bdi>{sample}</bdi>
          {required ? " *" : ""}
        </span>
      ))}
      {template.arguments.some(({ required }) => required) ? <Trans>* has to be in it</Trans> : null}
    </p>
  );
}

/** As it will be read, with sample values, while one types. */
function Preview({ template: { kind, channel, language }, values }: { template: Template; values: Values }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const say = useProblem();
  const typed = useDeferredValue(JSON.stringify([values.title ?? null, values.text]));
  const { data, error } = useQuery<Schemas["Preview"]>({
    queryKey: ["admin-preview", facilityId, kind, channel, language, typed],
    retry: false,
    placeholderData: (previous: Schemas["Preview"] | undefined) => previous,
    queryFn: ({ signal }) => {
      const [title, text] = JSON.parse(typed) as [string | null, string];
      return settled(signal).then(() =>
        answer(
          server.POST("/api/v1/facilities/{facilityId}/message-templates/preview", {
            params: { path: { facilityId } },
            body: { kind, channel, language, title: title || null, text },
          }),
        ),
      );
    },
  });
  return (
    <section className={own.preview} aria-label={t`Preview`} data-bad={error ? true : undefined}>
      {error ? (
        <p role="status">{say(error)}</p>
      ) : data ? (
        <>
          <div dir="auto" lang={language.toLowerCase()}>
            {data.title ? <strong className={own.title}>{data.title}</strong> : null}
            {data.text}
          </div>
          {data.segments ? (
            <p className={classes.off}>
              {data.encoding === "GSM_7" ? (
                <Trans>Plain letters: up to 160 characters in one SMS.</Trans>
              ) : (
                <Trans>Has special letters: up to 70 characters in one SMS.</Trans>
              )}{" "}
              <Plural value={data.segments} one="# SMS" other="# SMS, paid each" />
            </p>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

/** Waits until typing pauses. */
function settled(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 300);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

function valuesOf({ title, text, version }: Template): Read {
  return { values: { title: title ?? "", text }, version };
}
