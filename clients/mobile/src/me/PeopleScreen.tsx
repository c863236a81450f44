import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { answer, once, server } from "../session/server.ts";
import { useAccount } from "../session/useSigned.ts";
import { useKnown } from "../sync/known.ts";
import { pocket } from "../sync/pocket.ts";
import { problemText } from "../texts/problems.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Shown } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { Words } from "../ui/Words.tsx";

/** Children and others for whom one takes numbers and books. The reception, which sees both, adds them. */
export function PeopleScreen() {
  const { t, i18n } = useLingui();
  const own = useAccount()?.patientId ?? "";
  const [ending, setEnding] = useState<string | null>(null);
  const asked = useKnown(own ? `guardianships/${own}` : null, async () => {
    const params = { path: { patientId: own } };
    return (await answer(server.GET("/api/v1/patients/{patientId}/guardianships", { params }))).items;
  });

  async function end(guardianshipId: string) {
    setEnding(null);
    try {
      const params = { path: { guardianshipId }, header: once() };
      await answer(server.POST("/api/v1/guardianships/{guardianshipId}/end", { params, body: {} }));
      pocket.engine.nudge();
    } catch (cause) {
      toast(problemText(i18n, cause), "bad");
    }
    asked.again();
  }

  return (
    <Screen title={t`For whom I act`} refresh={asked.again}>
      <Words tone="soft">
        {t`For them you can take numbers and book appointments here. The reception adds a child or somebody you care for: come together, or bring a paper.`}
      </Words>
      <Shown asked={asked}>
        {(all) => {
          const mine = all.filter(({ guardian, active }) => guardian.id === own && active);
          if (mine.length === 0) return <Empty title={t`Nobody yet.`} />;
          return mine.map(({ id, dependant }) => (
            <Card key={id}>
              <Words bold size="lead">
                {dependant.name}
              </Words>
              {ending === id ? (
                <>
                  <Words>{t`You will not see this record any more.`}</Words>
                  <Button kind="bad" label={t`Act no more for ${dependant.name}`} onPress={() => void end(id)} />
                  <Button kind="plain" label={t`Never mind`} onPress={() => setEnding(null)} />
                </>
              ) : (
                <Button kind="plain" label={t`End this`} onPress={() => setEnding(id)} />
              )}
            </Card>
          ));
        }}
      </Shown>
    </Screen>
  );
}
