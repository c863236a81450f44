import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { answer, server } from "../session/server.ts";
import { useAccount } from "../session/useSigned.ts";
import { useKnown } from "../sync/known.ts";
import { OWN_ZONE } from "../texts/age.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock, longDay } from "../texts/time.ts";
import { Row } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Shown } from "../ui/states.tsx";
import { Words } from "../ui/Words.tsx";

const MOST = 100;

const ROLES: Record<string, MessageDescriptor> = {
  DOCTOR: msg`Doctor`,
  NURSE: msg`Nurse`,
  RECEPTIONIST: msg`Reception`,
  ADMIN: msg`Administration`,
};

const PARTS: Record<string, MessageDescriptor> = {
  RECORD: msg`your record`,
  FIELDS: msg`what was changed in your record`,
  NOTES: msg`notes about you`,
  CONSENTS: msg`what you agreed to`,
  GUARDIANSHIPS: msg`for whom you act`,
  VISITS: msg`your visits`,
  ACCESSES: msg`who opened your record`,
  EXPORT: msg`a copy of all that is kept about you`,
  AUDIT: msg`what was done with your record`,
  CONFLICT: msg`changes of your record that contradict each other`,
};

const said = (i18n: I18n, texts: Record<string, MessageDescriptor>, code: string) =>
  texts[code] ? i18n._(texts[code]) : "";

/** Who of the hospital has looked at what is kept about me, and when. */
export function AccessesScreen() {
  const { t, i18n } = useLingui();
  const language = useLanguage();
  const patientId = useAccount()?.patientId ?? "";
  const asked = useKnown(patientId ? `accesses/${patientId}` : null, async () => {
    const params = { path: { patientId }, query: { limit: MOST } };
    return (await answer(server.GET("/api/v1/patients/{patientId}/accesses", { params }))).items;
  });
  return (
    <Screen title={t`Who opened my record`} refresh={asked.again}>
      <Words tone="soft">{t`Each time that somebody of the hospital looks at what is kept about you, it is written down.`}</Words>
      <Shown asked={asked}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t`Nobody has opened your record yet.`} />
          ) : (
            <>
              {all.map(({ id, at, person, roles, facilityName, part }) => {
                const who = person ?? t`Somebody of the hospital`;
                const role = roles
                  .map((one) => said(i18n, ROLES, one))
                  .filter(Boolean)
                  .join(", ");
                const when = `${longDay(at, language, OWN_ZONE)}, ${clock(at, language, OWN_ZONE)}`;
                const text = [said(i18n, PARTS, part), facilityName, when].filter(Boolean).join(" · ");
                return <Row key={id} icon="person" title={role ? `${who} (${role})` : who} text={text} />;
              })}
              {all.length === MOST ? <Words tone="soft">{t`These are the last hundred times.`}</Words> : null}
            </>
          )
        }
      </Shown>
    </Screen>
  );
}
