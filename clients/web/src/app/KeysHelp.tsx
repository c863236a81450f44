import { useLingui } from "@lingui/react/macro";
import { Dialog } from "../ui/Dialog.tsx";
import { type Key, keyText, useAllKeys } from "../ui/keys.tsx";
import { keepHelp } from "./help.ts";
import classes from "./KeysHelp.module.css";

// With this part, which comes a little after the first look.
keepHelp();

export function KeysHelp({ close }: { close: () => void }) {
  const { t } = useLingui();
  const sets = byGroup(useAllKeys());
  return (
    <Dialog title={t`Keys`} size={560} close={close}>
      <div className={classes.sets}>
        {[...sets].map(([group, keys]) => (
          <section key={group}>
            <h3 className={classes.group}>{group}</h3>
            <dl className={classes.keys}>
              {keys.map(({ key, label }) => (
                <div key={key}>
                  <dt>
                    <kbd>{keyText(key)}</kbd>
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** The screen's own first, as it came last. */
function byGroup(sets: { group: string; keys: Key[] }[]): Map<string, Key[]> {
  const groups = new Map<string, Key[]>();
  for (const { group, keys } of [...sets].reverse()) groups.set(group, [...(groups.get(group) ?? []), ...keys]);
  return groups;
}
