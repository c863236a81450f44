import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Icon } from "../../../ui/Icon.tsx";
import classes from "../kit/kit.module.css";
import own from "./ImportPage.module.css";
import { useFindingText } from "./words.ts";

/** Row by row, what was noticed. */
export function Findings({ found }: { found: Schemas["FileImport"] }) {
  const { t } = useLingui();
  const text = useFindingText();
  const more = found.faults + found.hints - found.findings.length;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Line`}</th>
            <th>{t`Column`}</th>
            <th>{t`What is to be done`}</th>
          </tr>
        </thead>
        <tbody>
          {found.findings.map((one) => (
            <tr key={`${one.line} ${one.column} ${one.code}`}>
              <td>{one.line}</td>
              <td className={own.code} dir="ltr">
                {one.column ?? ""}
              </td>
              <td className={one.severity === "FAULT" ? own.fault : own.hint}>
                <Icon name={one.severity === "FAULT" ? "alert" : "clock"} /> {text(one)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? (
        <p>
          <Trans>{more} more aren't shown.</Trans>
        </p>
      ) : null}
    </div>
  );
}
