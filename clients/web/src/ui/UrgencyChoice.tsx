import { useLingui } from "@lingui/react/macro";
import { useId } from "react";
import type { Urgency } from "../sync/rows.ts";
import { UrgencyMark } from "./Urgency.tsx";
import classes from "./UrgencyChoice.module.css";
import { URGENCIES } from "./urgencies.ts";

interface Props {
  urgency: Urgency;
  change: (urgency: Urgency) => void;
  /** Gets the focus when the dialog around it opens. */
  hasFocus?: boolean;
  /** Each has its digit as a key, and shows it. */
  hasDigits?: boolean;
  fault?: string | null;
}

/** All five side by side, so that one press tells it; arrow keys go through them. */
export function UrgencyChoice({ urgency, change, hasFocus = false, hasDigits = false, fault = null }: Props) {
  const { t } = useLingui();
  const name = useId();
  return (
    <fieldset className={classes.set}>
      <legend className={classes.legend}>{t`Urgency`}</legend>
      <div className={classes.choices} data-digits={hasDigits || undefined}>
        {URGENCIES.map((one, index) => (
          <label key={one} className={classes.choice} data-chosen={one === urgency || undefined}>
            <input
              type="radio"
              name={name}
              value={one}
              checked={one === urgency}
              onChange={() => change(one)}
              className={classes.input}
              data-autofocus={(hasFocus && one === urgency) || undefined}
            />
            <UrgencyMark urgency={one} />
            {hasDigits ? <kbd>{index + 1}</kbd> : null}
          </label>
        ))}
      </div>
      {fault ? (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}
