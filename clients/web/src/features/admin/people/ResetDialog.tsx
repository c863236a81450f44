import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useState } from "react";
import { answer, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm } from "../kit/EditForm.tsx";
import classes from "../kit/kit.module.css";
import { useProblem } from "../kit/problems.ts";
import type { Person } from "./roles.ts";

/** A new password by a code to the person's own phone: the administrator learns neither. */
export function ResetDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useLingui();
  const language = useLanguage();
  const say = useProblem();
  const [resetId, setResetId] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const phone = person.loginPhone;

  async function ask() {
    setFault(null);
    try {
      const body = { phone: phone ?? "", language };
      setResetId((await answer(server.POST("/api/v1/auth/password-resets", { body }))).id);
    } catch (error) {
      setFault(say(error));
    }
  }

  return (
    <Dialog title={t`New password for ${person.displayName}`} close={close}>
      {resetId ? (
        <EditForm
          fields={[
            {
              kind: "text",
              name: "code",
              label: t`Code from the phone`,
              max: 6,
              pattern: /^\d{6}$/,
              like: t`6 digits.`,
            },
            { kind: "text", name: "password", label: t`New password`, type: "password", max: 1000 },
          ]}
          start={{ code: "", password: "" }}
          save={async ({ code, password }) => {
            const body = { code: String(code).trim(), newPassword: String(password) };
            const params = { path: { resetId } };
            await answer(server.POST("/api/v1/auth/password-resets/{resetId}/confirm", { params, body }));
            toast({ text: t`${person.displayName} has a new password and is signed out everywhere` });
            close();
          }}
          submit={t`Set the password`}
          isNew
        />
      ) : (
        <div className={classes.form}>
          <p style={{ margin: 0 }}>
            {phone ? (
              <Trans>
                A code goes to <bdi>{phone}</bdi>. The person types it here with a new password; all their sign-ins end.
              </Trans>
            ) : (
              <Trans>No phone is known for this person. Add one first, under their name.</Trans>
            )}
          </p>
          {fault ? (
            <p role="alert" className={classes.fault}>
              {fault}
            </p>
          ) : null}
          <div className={classes.foot}>
            <Button disabled={!phone} onClick={() => void ask()}>
              <Trans>Send the code</Trans>
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
