import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, server } from "../../session/server.ts";
import { desk } from "../../sync/desk.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { ageOn, date } from "../../texts/time.ts";
import { Failed, Loading, OnlineOnly, Stale } from "../../ui/states.tsx";
import { Ask, type Question } from "./Ask.tsx";
import { Guardians } from "./Guardians.tsx";
import { Joined } from "./Joined.tsx";
import { OfTheRecord } from "./OfTheRecord.tsx";
import { ProfilePart } from "./ProfilePart.tsx";
import classes from "./patients.module.css";

/** A record is read once while it is on screen: each reading is written down, and the patient sees who read. */
const FRESH_MS = 5 * 60_000;

export function Record({ patientId }: { patientId: string }) {
  const { t } = useLingui();
  const { facility } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const queries = useQueryClient();
  const [question, setQuestion] = useState<Question | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["record", patientId, "fields"],
    queryFn: () => answer(server.GET("/api/v1/patients/{patientId}", { params: { path: { patientId } } })),
    staleTime: FRESH_MS,
  });
  const again = useCallback(async () => {
    desk.engine.nudge();
    await queries.invalidateQueries({ queryKey: ["record", patientId] });
  }, [queries, patientId]);

  if (!data) {
    if (!isOnline)
      return (
        <OnlineOnly>
          <Trans>Records are kept at the server only. Patients of these days are on the board.</Trans>
        </OnlineOnly>
      );
    return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
  }
  const age = data.birthDate && facility ? ageOn(data.birthDate, facility.serviceDay) : null;
  return (
    <>
      {isOnline ? null : (
        <Stale>
          <Trans>As it was when the server was last reached. Nothing of it can be changed until then.</Trans>
        </Stale>
      )}
      <header className={classes.who}>
        <h2 dir="auto">{data.name}</h2>
        <span className="soft">
          {data.birthDate ? date(data.birthDate, language) : t`Born: not known`}
          {age === null ? "" : ` · ${t`${age} years`}`}
        </span>
        {data.identified ? null : <span className="soft">{t`Not yet known who this is`}</span>}
      </header>
      <ProfilePart record={data} again={again} />
      <Guardians patient={data} ask={setQuestion} again={again} />
      <Joined patient={data} ask={setQuestion} again={again} />
      <OfTheRecord patient={data} ask={setQuestion} again={again} />
      {question ? <Ask question={question} close={() => setQuestion(null)} /> : null}
    </>
  );
}
