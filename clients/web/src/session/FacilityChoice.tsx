import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Icon } from "../ui/Icon.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { facilitiesOf } from "./place.tsx";
import classes from "./SignIn.module.css";
import { answer, server } from "./server.ts";
import { type Account, tokens } from "./tokens.ts";

/** Where somebody works who may work in several facilities. */
export function FacilityChoice({ account, choose }: { account: Account; choose: (facilityId: string) => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery({
    queryKey: ["facilities", account.id],
    queryFn: () => answer(server.GET("/api/v1/facilities")),
  });
  const mine = facilitiesOf(account);
  const items = data?.items.filter(({ id }) => mine === null || mine.includes(id));
  return (
    <main className={classes.page}>
      <div className={classes.form}>
        <h1 className={classes.title}>{t`Where do you work today?`}</h1>
        {error ? <Failed error={error} retry={() => void refetch()} /> : null}
        {!items && !error ? <Loading rows={3} /> : null}
        <div className={classes.list}>
          {items?.map(({ id, name }) => (
            <button key={id} type="button" className={classes.choice} onClick={() => choose(id)}>
              <Icon name="door" />
              {name}
            </button>
          ))}
        </div>
        <Button variant="subtle" onClick={() => void tokens.signOut()}>
          <Trans>Sign out</Trans>
        </Button>
      </div>
    </main>
  );
}
