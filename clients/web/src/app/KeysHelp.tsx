import { useLingui } from "@lingui/react/macro";
import { Modal } from "@mantine/core";
import { keyText, useAllKeys } from "../ui/keys.tsx";
import classes from "./KeysHelp.module.css";

export function KeysHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useLingui();
  const sets = useAllKeys();
  return (
    <Modal opened={opened} onClose={close} title={t`Keys`} size={560} closeButtonProps={{ "aria-label": t`Close` }}>
      <div className={classes.sets}>
        {[...sets].reverse().map(({ group, keys }) => (
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
    </Modal>
  );
}
