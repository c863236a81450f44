import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePlace } from "../../session/place.tsx";
import { answer, once, server } from "../../session/server.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { problemText } from "../../texts/problems.ts";
import { clock, day } from "../../texts/time.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toasts.tsx";
import classes from "./AccountDialog.module.css";

const LIMIT = 50;

/** Where one is signed in; each can be ended from here. */
export function SignIns() {
  const { t, i18n } = useLingui();
  const { account, timeZone } = usePlace();
  const language = useLanguage();
  const queries = useQueryClient();
  const key = ["sign-ins", account.id];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async () =>
      (await answer(server.GET("/api/v1/auth/sessions", { params: { query: { limit: LIMIT } } }))).items,
  });

  async function end(sessionId: string | null) {
    const header = once();
    try {
      if (sessionId)
        await answer(server.DELETE("/api/v1/auth/sessions/{sessionId}", { params: { path: { sessionId }, header } }));
      else await answer(server.DELETE("/api/v1/auth/sessions", { params: { header } }));
      toast({ text: sessionId ? t`That sign-in is ended` : t`All other sign-ins are ended` });
    } catch (cause) {
      toast({ text: problemText(i18n, cause), tone: "bad" });
    }
    void queries.invalidateQueries({ queryKey: key });
  }

  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading rows={3} />;
  return (
    <>
      <ul className={classes.list}>
        {data.map(({ id, label, signedInAt, current }) => (
          <li key={id}>
            <span className={classes.what}>
              <strong className="truncate">{label || t`Without a name`}</strong>
              <span className="soft">
                <Trans>
                  since {day(signedInAt, language, timeZone)}, {clock(signedInAt, language, timeZone)}
                </Trans>
              </span>
            </span>
            {current ? (
              <span className="soft">{t`This one`}</span>
            ) : (
              <Button variant="default" size="compact-sm" onClick={() => void end(id)}>
                <Trans>End</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.length > 1 ? (
        <div className={classes.acts}>
          <Button variant="default" onClick={() => void end(null)}>
            <Trans>End all others</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}
