import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock, day } from "../../../texts/time.ts";
import { Failed, Loading } from "../../../ui/states.tsx";
import classes from "./kit.module.css";
import { useDoctors } from "./queries.ts";

const SHOWN = 100;

interface Props {
  /** How many there are, as the change said. */
  count: number;
  /** Of one doctor; of all where it is left out. */
  doctorId?: string;
  close: () => void;
}

/** After a change of hours or days: which appointments can't be kept now, and what becomes of them. */
export function Touched({ count, doctorId, close }: Props) {
  const { t } = useLingui();
  const { facilityId, timeZone } = usePlace();
  const language = useLanguage();
  const { data: doctors = [] } = useDoctors();
  const { data, error, refetch } = useQuery({
    queryKey: ["rebook", facilityId, doctorId ?? "all"],
    staleTime: 0,
    queryFn: () => {
      const query = { facilityId, needsRebooking: true, limit: SHOWN, ...(doctorId ? { doctorId } : {}) };
      return answer(server.GET("/api/v1/appointments", { params: { query } }));
    },
  });
  const further = count - (data?.items.length ?? 0);
  return (
    <div className={classes.form}>
      <p style={{ margin: 0 }}>
        <Plural
          value={count}
          one="# appointment can't be kept now. Nobody has been told: the reception finds it under Appointments, To rebook, and agrees on another time."
          other="# appointments can't be kept now. Nobody has been told: the reception finds them under Appointments, To rebook, and agrees on other times."
        />
      </p>
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={Math.min(count, 5)} /> : null}
      <ul className={classes.touched} aria-label={t`Appointments that can't be kept`}>
        {data?.items.map(({ appointment: { id, start, doctorId: who }, patient }) => (
          <li key={id}>
            <span className="number">
              {day(start, language, timeZone)}, {clock(start, language, timeZone)}
            </span>
            <bdi>{patient?.name ?? ""}</bdi>
            {doctorId ? null : <span className="soft">{doctors.find((one) => one.id === who)?.displayName}</span>}
          </li>
        ))}
      </ul>
      {data && further > 0 ? (
        <p className="soft" style={{ margin: 0 }}>
          <Plural value={further} one="and # more" other="and # more" />
        </p>
      ) : null}
      <div className={classes.foot}>
        <Button onClick={close} data-autofocus>
          <Trans>Done</Trans>
        </Button>
      </div>
    </div>
  );
}
