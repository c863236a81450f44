import type { Schemas } from "@careturn/api";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, server } from "../../session/server.ts";
import { useDoctors } from "../../sync/doctors.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { problemText } from "../../texts/problems.ts";
import { clock } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { toast } from "../../ui/toasts.tsx";
import classes from "./Overbook.module.css";
import { type Slot, useServices } from "./slots.ts";

type Hour = Schemas["OverbookingHour"];

const HOUR_MS = 3_600_000;

/** Hours of a day in which somebody more may be booked, since some probably don't come; nothing where there are none. */
export function Overbook({ day, book }: { day: string; book: (slot: Slot) => void }) {
  const { t, i18n } = useLingui();
  const { facilityId, timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const { nameOf } = useDoctors();
  const { data: services = [] } = useServices();
  const [isBusy, setBusy] = useState(false);
  const { data } = useQuery({
    queryKey: ["overbooking", facilityId, day],
    staleTime: 60_000,
    queryFn: () =>
      answer(server.GET("/api/v1/forecasts/overbooking", { params: { query: { facilityId, firstDay: day } } })),
  });
  const hours = isOnline ? (data?.hours ?? []).filter(({ suggestedSeats }) => suggestedSeats > 0) : [];
  if (hours.length === 0) return null;

  async function choose({ serviceId, doctorId, from }: Hour) {
    setBusy(true);
    try {
      const to = new Date(Date.parse(from) + HOUR_MS).toISOString();
      const query = { serviceId, doctorId, from, to, all: true, limit: 100 };
      const { items } = await answer(server.GET("/api/v1/slots", { params: { query } }));
      const slot = items.find(({ freeSeats, overbookable }) => freeSeats === 0 && overbookable > 0);
      if (slot) book(slot);
      else toast({ text: t`Nothing more can be booked in this hour.`, tone: "bad" });
    } catch (error) {
      toast({ text: problemText(i18n, error), tone: "bad" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={classes.advice} aria-label={t`More may be booked`}>
      <p className={classes.head}>
        <Icon name="userPlus" />
        <Trans>Some who are booked probably don't come. In these hours more may be booked than there are seats:</Trans>
      </p>
      <ul className={classes.hours}>
        {hours.map((hour) => {
          const at = clock(hour.from, language, timeZone);
          const end = clock(Date.parse(hour.from) + HOUR_MS, language, timeZone);
          const doctor = nameOf(hour.doctorId);
          return (
            <li key={`${hour.from}/${hour.doctorId}/${hour.serviceId}`}>
              <strong dir="ltr">
                {at}–{end}
              </strong>
              <span>
                {[doctor, services.find(({ id }) => id === hour.serviceId)?.name].filter(Boolean).join(" · ")}
              </span>
              <span className="soft">
                <Plural value={hour.suggestedSeats} one="# more" other="# more" />
              </span>
              <Button
                variant="default"
                size="compact-xs"
                aria-label={t`Book one more at ${at}, ${doctor}`}
                disabled={isBusy}
                onClick={() => void choose(hour)}
              >
                <Trans>Book one more</Trans>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
