import { useLingui } from "@lingui/react/macro";
import { useId } from "react";
import type { Urgency } from "../../sync/rows.ts";
import { URGENCIES, UrgencyMark } from "../../ui/Urgency.tsx";
import classes from "./UrgencyChoice.module.css";

/** All five side by side, so that one press tells it; arrow keys go through them. */
export function UrgencyChoice({ urgency, change }: { urgency: Urgency; change: (urgency: Urgency) => void }) {
  const { t } = useLingui();
  const name = useId();
  return (
    <fieldset className={classes.set}>
      <legend className={classes.legend}>{t`Urgency`}</legend>
      <div className={classes.choices}>
        {URGENCIES.map((one) => (
          <label key={one} className={classes.choice} data-chosen={one === urgency || undefined}>
            <input
              type="radio"
              name={name}
              value={one}
              checked={one === urgency}
              onChange={() => change(one)}
              className={classes.input}
            />
            <UrgencyMark urgency={one} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
