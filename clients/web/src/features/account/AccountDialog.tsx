import { useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useIsOnline } from "../../sync/useView.ts";
import { OTHER_SCREENS } from "../../texts/others.ts";
import { usePart } from "../../texts/part.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { OnlineOnly } from "../../ui/states.tsx";
import classes from "./AccountDialog.module.css";
import { PasswordForm } from "./PasswordForm.tsx";
import { PinForm } from "./PinForm.tsx";
import { SecondFactor } from "./SecondFactor.tsx";
import { SignIns } from "./SignIns.tsx";

export type AccountPart = "SIGN_INS" | "PASSWORD" | "SECOND_FACTOR" | "PIN";

interface Props {
  first?: AccountPart;
  close: () => void;
}

/** Who one is here, and by what one signs in. */
export function AccountDialog(props: Props) {
  return usePart(OTHER_SCREENS) ? <Account {...props} /> : null;
}

function Account({ first = "SIGN_INS", close }: Props) {
  const { t } = useLingui();
  const { account, roles, facility } = usePlace();
  const isOnline = useIsOnline();
  const [part, setPart] = useState<AccountPart>(first);
  const names = { ADMIN: t`Administrator`, DOCTOR: t`Doctor`, NURSE: t`Nurse`, RECEPTIONIST: t`Reception` };
  const parts = {
    SIGN_INS: <SignIns />,
    PASSWORD: <PasswordForm />,
    SECOND_FACTOR: <SecondFactor />,
    PIN: <PinForm />,
  };
  return (
    <Dialog title={t`Your account`} close={close} size={520}>
      <div className={classes.account}>
        <p className={classes.who}>
          <strong>{account.displayName}</strong>
          <span className="soft">
            {[[...roles].map((role) => names[role]).join(", "), facility?.name].filter(Boolean).join(" · ")}
          </span>
        </p>
        <SegmentedControl
          aria-label={t`What is shown`}
          className={classes.parts}
          value={part}
          onChange={(value) => setPart(value as AccountPart)}
          data={[
            { value: "SIGN_INS", label: t`Sign-ins` },
            { value: "PASSWORD", label: t`Password` },
            { value: "SECOND_FACTOR", label: t`Second factor` },
            { value: "PIN", label: t`PIN` },
          ]}
          data-autofocus
        />
        {part === "PIN" || isOnline ? (
          parts[part]
        ) : (
          <OnlineOnly>{t`Only the PIN is of this computer alone; the rest is changed at the server.`}</OnlineOnly>
        )}
      </div>
    </Dialog>
  );
}
