import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../../session/place.tsx";
import type { Alternative } from "../../sync/answered.ts";
import { useDoctors } from "../../sync/doctors.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, day } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import classes from "./BookDialog.module.css";
import { freeSlots, useServices } from "./slots.ts";

const OFFERED = 12;

interface Props {
  serviceId: string;
  slot: Alternative | null;
  choose: (slot: Alternative | null) => void;
  /** Free instead of one that somebody else was given. */
  alternatives: Alternative[] | null;
  isFixed: boolean;
}

/** The chosen time, or those that are free next. */
export function TimeChoice({ serviceId, slot, choose, alternatives, isFixed }: Props) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const { nameOf } = useDoctors();
  const { data: services = [] } = useServices();
  if (!slot) return <Offered serviceId={serviceId} alternatives={alternatives} choose={choose} />;
  const facts = [services.find(({ id }) => id === serviceId)?.name, nameOf(slot.doctorId)];
  return (
    <section className={classes.chosen} aria-label={t`Chosen time`}>
      <Icon name="calendar" size={18} />
      <div className={classes.when}>
        <strong>
          {day(slot.start, language, timeZone)}, {clock(slot.start, language, timeZone)}
        </strong>
        <span className="soft">{facts.filter(Boolean).join(" · ")}</span>
      </div>
      {isFixed ? null : (
        <Button variant="subtle" size="compact-sm" onClick={() => choose(null)}>
          <Trans>Another time</Trans>
        </Button>
      )}
    </section>
  );
}

function Offered({ serviceId, alternatives, choose }: Pick<Props, "serviceId" | "alternatives" | "choose">) {
  const { t } = useLingui();
  const { facilityId, timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const { nameOf } = useDoctors();
  const { data, isFetching } = useQuery({
    queryKey: ["slots", "next", facilityId, serviceId],
    enabled: isOnline,
    queryFn: () => freeSlots({ serviceId }),
  });
  const offered = alternatives ?? data?.slice(0, OFFERED) ?? [];
  return (
    <fieldset className={classes.times}>
      <legend>{alternatives ? t`Free instead` : t`Next free times`}</legend>
      {offered.length === 0 && !isFetching ? (
        <p className="soft">
          {isOnline ? (
            <Trans>Nothing is free in the next two weeks. Use the waiting list.</Trans>
          ) : (
            <Trans>Which times are free only the server knows, and it can't be reached now.</Trans>
          )}
        </p>
      ) : null}
      {offered.map((one) => (
        <button key={`${one.start}/${one.doctorId}`} type="button" className={classes.time} onClick={() => choose(one)}>
          <strong>
            {day(one.start, language, timeZone)}, {clock(one.start, language, timeZone)}
          </strong>
          <span className="soft">{nameOf(one.doctorId)}</span>
        </button>
      ))}
    </fieldset>
  );
}
