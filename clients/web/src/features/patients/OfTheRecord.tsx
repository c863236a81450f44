import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, once, refusal, server } from "../../session/server.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { save } from "../../ui/save.ts";
import { toast } from "../../ui/toasts.tsx";
import { type OfPatient, Part } from "./Part.tsx";
import classes from "./patients.module.css";
import { useProblem } from "./words.ts";

/** What is done to a record as a whole: its account, a copy of it, its end. */
export function OfTheRecord({ patient, ask, again }: OfPatient) {
  const { t } = useLingui();
  const { account, roles } = usePlace();
  const isOnline = useIsOnline();
  const isAdmin = roles.has("ADMIN");
  const isOfAll = account.roles.some(({ role, facilityId }) => role === "ADMIN" && facilityId == null);
  const params = { path: { patientId: patient.id } };

  function closeAccount() {
    ask({
      title: t`Close the account?`,
      text: (
        <>
          <p>
            <Trans>
              Nobody can sign in as <bdi>{patient.name}</bdi> any more. Whoever is signed in now is signed out, and the
              phone is free for a new registration.
            </Trans>
          </p>
          <p>
            <Trans>The record, its visits and its appointments stay. This can't be undone.</Trans>
          </p>
        </>
      ),
      act: t`Close the account`,
      run: async () => {
        const { response, error } = await server.DELETE("/api/v1/patients/{patientId}/account", {
          params: { ...params, header: once() },
        });
        if (!response.ok) throw refusal(response, error);
        const hadNone = response.headers.get("CareTurn-Outcome") === "NOOP";
        toast({ text: hadNone ? t`Nobody signs in as this patient` : t`The account is closed` });
        await again();
      },
    });
  }

  function erase() {
    ask({
      title: t`Erase everything personal, for good?`,
      text: (
        <>
          <p>
            <Trans>Erased, in every facility:</Trans>
          </p>
          <ul>
            <li>
              <Trans>name, phones, address, date of birth, allergies, notes, reasons, messages</Trans>
            </li>
            <li>
              <Trans>the account, so that nobody can sign in</Trans>
            </li>
            <li>
              <Trans>what the audit log says of the person, whose key is destroyed</Trans>
            </li>
          </ul>
          <p>
            <Trans>
              What stays: visits, appointments and times without a person, so that counts hold; that somebody was
              erased, by whom, when and why. Nobody can bring the rest back.
            </Trans>
          </p>
          <p>
            <strong>
              <bdi>{patient.name}</bdi>
            </strong>
          </p>
        </>
      ),
      act: t`Erase for good`,
      typed: { label: t`Type the name as it stands above`, text: patient.name },
      reason: { label: t`Why, without anything personal: it stays in the audit log`, isNeeded: true },
      run: async (reason) => {
        const header = { ...once(), "If-Match": `"${patient.version}"` };
        await answer(
          server.POST("/api/v1/patients/{patientId}/erase", {
            params: { ...params, header },
            body: { reason: reason ?? "" },
          }),
        );
        toast({ text: t`The record is erased` });
        await again();
      },
    });
  }

  return (
    <Part title={t`The record as a whole`}>
      <ul className={classes.list}>
        <li>
          <span className={classes.line}>
            <strong>{t`Account`}</strong>
            <span className="soft">
              <Trans>When the phone has become somebody else's, or the patient no longer wants to sign in.</Trans>
            </span>
          </span>
          <Button variant="default" size="compact-sm" onClick={closeAccount} disabled={!isOnline}>
            <Trans>Close the account</Trans>
          </Button>
        </li>
        {isAdmin ? <Copy patientId={patient.id} /> : null}
        {isOfAll ? (
          <li>
            <span className={classes.line}>
              <strong>{t`Erasure`}</strong>
              <span className="soft">
                <Trans>When the patient asks for it and no law demands that it is kept.</Trans>
              </span>
            </span>
            <Button variant="default" size="compact-sm" onClick={erase} disabled={!isOnline}>
              <Trans>Erase</Trans>
            </Button>
          </li>
        ) : null}
      </ul>
    </Part>
  );
}

/** All that is kept, as a file for the patient. */
function Copy({ patientId }: { patientId: string }) {
  const { t } = useLingui();
  const say = useProblem();
  const isOnline = useIsOnline();
  const [isBusy, setBusy] = useState(false);

  async function saveCopy() {
    setBusy(true);
    try {
      const kept = await answer(server.GET("/api/v1/patients/{patientId}/export", { params: { path: { patientId } } }));
      save(`record-${patientId}.json`, new Blob([JSON.stringify(kept, null, 2)], { type: "application/json" }));
      toast({ text: t`The file is saved. Give it to nobody but the patient.` });
    } catch (error) {
      toast({ text: say(error), tone: "bad" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <li>
      <span className={classes.line}>
        <strong>{t`Copy for the patient`}</strong>
        <span className="soft">
          <Trans>All that is kept about the patient, as a file. That it was made is written down.</Trans>
        </span>
      </span>
      <Button variant="default" size="compact-sm" loading={isBusy} onClick={() => void saveCopy()} disabled={!isOnline}>
        <Trans>Save the file</Trans>
      </Button>
    </li>
  );
}
