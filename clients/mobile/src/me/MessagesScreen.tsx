import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { HAS_PUSH } from "../device/push";
import { answer, once, server } from "../session/server.ts";
import { useAccount } from "../session/useSigned.ts";
import { useKnown } from "../sync/known.ts";
import { problemText } from "../texts/problems.ts";
import { Notice } from "../ui/Card.tsx";
import { Choice } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Shown } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";

type Channel = Schemas["PreferencesChoice"];
type Kind = Schemas["ConsentsKind"];

/** How one is told, and what may be sent. */
export function MessagesScreen() {
  const { t, i18n } = useLingui();
  const patientId = useAccount()?.patientId ?? "";
  const path = { patientId };
  const preference = useKnown(patientId ? `preference/${patientId}` : null, () =>
    answer(server.GET("/api/v1/patients/{patientId}/message-preference", { params: { path } })),
  );
  const consents = useKnown(patientId ? `consents/${patientId}` : null, async () => {
    const params = { path, query: { limit: 100 } };
    return (await answer(server.GET("/api/v1/patients/{patientId}/consents", { params }))).items;
  });
  const [isBusy, setBusy] = useState(false);
  const granted = (kind: Kind) => consents.value?.find((one) => one.kind === kind && one.current)?.granted;

  async function busily(work: () => Promise<unknown>) {
    setBusy(true);
    try {
      await work();
      toast(t`Kept.`);
    } catch (cause) {
      toast(problemText(i18n, cause), "bad");
    } finally {
      setBusy(false);
      preference.again();
      consents.again();
    }
  }

  const set = (channel: Channel, reminders: boolean) =>
    busily(() => {
      const header = { ...once(), "If-Match": `"${preference.value?.version ?? 0}"` };
      const params = { path, header };
      const body = { channel, reminders };
      return answer(server.PUT("/api/v1/patients/{patientId}/message-preference", { params, body }));
    });
  const consent = (kind: Kind, isGranted: boolean) =>
    busily(() => {
      const params = { path, header: once() };
      return answer(
        server.POST("/api/v1/patients/{patientId}/consents", { params, body: { kind, granted: isGranted } }),
      );
    });

  return (
    <Screen title={t`Messages`} refresh={preference.again}>
      {HAS_PUSH ? null : (
        <Notice icon="phone" text={t`This app can't reach you while it is closed. By SMS you are told in time.`} />
      )}
      <Shown asked={preference}>
        {({ channel, reminders }) => (
          <>
            <Choice<Channel>
              label={t`How should we tell you?`}
              options={[
                ...(HAS_PUSH || channel === "PUSH" ? [{ value: "PUSH" as const, label: t`By this app` }] : []),
                { value: "SMS", label: t`By SMS` },
                { value: "NONE", label: t`Not at all` },
              ]}
              value={channel}
              onChange={(chosen) => isBusy || void set(chosen, reminders ?? true)}
            />
            <Choice
              label={t`Remind me of appointments?`}
              options={[
                { value: true, label: t`Yes` },
                { value: false, label: t`No` },
              ]}
              value={reminders ?? true}
              onChange={(wanted) => isBusy || void set(channel, wanted)}
            />
          </>
        )}
      </Shown>
      <Shown asked={consents}>
        {() => (
          <Choice<boolean | null>
            label={t`May we ask you how your visit was?`}
            options={[
              { value: true, label: t`Yes` },
              { value: false, label: t`No` },
            ]}
            value={granted("FEEDBACK") ?? null}
            onChange={(wanted) => isBusy || void consent("FEEDBACK", wanted === true)}
          />
        )}
      </Shown>
    </Screen>
  );
}
