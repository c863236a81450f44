import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, server } from "../../../session/server.ts";
import { LANGUAGES, useLanguage } from "../../../texts/i18n.ts";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { useAdminQuery } from "../kit/queries.ts";
import { TemplateDialog } from "./TemplateDialog.tsx";
import { CHANNELS, KINDS } from "./words.ts";

type Template = Schemas["MessageTemplate"];

export default function TemplatesPage() {
  const { t } = useLingui();
  const [language, setLanguage] = useState<Schemas["Language"]>(useLanguage().toUpperCase() as Schemas["Language"]);
  const [shown, setShown] = useState<Template | null>(null);
  const templates = useAdminQuery(
    "templates",
    async (facilityId) => {
      const params = { path: { facilityId }, query: { messageLanguage: language } };
      return (await answer(server.GET("/api/v1/facilities/{facilityId}/message-templates", { params }))).items;
    },
    [language],
  );
  return (
    <>
      <div className={classes.bar}>
        <Select
          aria-label={t`Language of the texts`}
          data={Object.entries(LANGUAGES).map(([tag, label]) => ({ value: tag.toUpperCase(), label }))}
          value={language}
          onChange={(value) => value && setLanguage(value as Schemas["Language"])}
          w={150}
        />
        <span className="soft">
          <Trans>
            What patients are told. Which messages went out is in the{" "}
            <Link to="/messages" className={classes.link}>
              log of messages
            </Link>
            .
          </Trans>
        </span>
      </div>
      <Listed query={templates}>
        {(items) => <TemplateTable templates={items} lang={language.toLowerCase()} open={setShown} />}
      </Listed>
      {shown ? <TemplateDialog template={shown} close={() => setShown(null)} /> : null}
    </>
  );
}

function TemplateTable({
  templates,
  lang,
  open,
}: {
  templates: Template[];
  lang: string;
  open: (template: Template) => void;
}) {
  const { t, i18n } = useLingui();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`About`}</th>
            <th>{t`By`}</th>
            <th className={classes.wide}>{t`As patients read it`}</th>
            <th className={classes.wide}>{t`SMS parts`}</th>
          </tr>
        </thead>
        <tbody>
          {templates.map((template) => (
            <tr key={`${template.kind} ${template.channel}`}>
              <td>
                <button type="button" className={classes.open} onClick={() => open(template)}>
                  {i18n._(KINDS[template.kind])}
                </button>
                {template.isDefault ? null : <span className={classes.tag}>{t`Own text`}</span>}
              </td>
              <td>{i18n._(CHANNELS[template.channel])}</td>
              <td className={classes.wide} dir="auto" lang={lang}>
                {template.preview.title ? <strong>{template.preview.title} </strong> : null}
                {template.preview.text}
              </td>
              <td className={classes.wide}>{template.preview.segments ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
