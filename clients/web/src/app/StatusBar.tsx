import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { usePlace } from "../session/place.tsx";
import { useSnapshot } from "../sync/useView.ts";
import { useLanguage } from "../texts/i18n.ts";
import { codeText } from "../texts/problems.ts";
import { clock } from "../texts/time.ts";
import { Icon } from "../ui/Icon.tsx";
import classes from "./StatusBar.module.css";

/** "3 unsent, last contact 10:42": always there, so that nobody has to wonder. */
export function StatusBar() {
  const { t, i18n } = useLingui();
  const { status } = useSnapshot();
  const { timeZone } = usePlace();
  const language = useLanguage();
  if (!status) return <footer className={classes.bar} />;
  const isWell = status.code === "UP_TO_DATE";
  const sealed = status.sealed.reduce((sum, { unsent }) => sum + unsent, 0);
  const names = {
    NOBODY: t`Starting`,
    UP_TO_DATE: status.lastContact ? t`Up to date` : t`Fetching`,
    UNSENT: t`Sending`,
    OFFLINE: t`No contact with the server`,
    SIGN_IN_REQUIRED: t`Sign in again to send`,
    UPGRADE_REQUIRED: t`A newer version is needed to send`,
    QUARANTINED: t`This computer is locked; nothing is sent`,
    BLOCKED: status.problem ? codeText(i18n, status.problem) : t`Nothing can be sent`,
  };
  return (
    <footer className={classes.bar}>
      <span className={classes.state} data-code={status.code} role="status">
        <Icon name={isWell ? "check" : status.code === "UNSENT" ? "unsent" : "cloudOff"} size={14} />
        {names[status.code]}
      </span>
      {status.unsent > 0 ? (
        <span>
          <Plural value={status.unsent} one="# unsent" other="# unsent" />
        </span>
      ) : null}
      {status.lastContact ? (
        <span className="soft">
          <Trans>Last contact {clock(status.lastContact, language, timeZone)}</Trans>
        </span>
      ) : null}
      {sealed > 0 ? (
        <span className="soft">
          <Plural
            value={sealed}
            one="# change of somebody else waits for their sign-in"
            other="# changes of others wait for their sign-in"
          />
        </span>
      ) : null}
      {status.notSaved ? <strong className={classes.bad}>{codeText(i18n, status.notSaved)}</strong> : null}
    </footer>
  );
}
