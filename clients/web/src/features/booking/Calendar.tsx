import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useDoctors } from "../../sync/doctors.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { dayOf, plusDays, startOf } from "../../texts/days.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { problemText } from "../../texts/problems.ts";
import { clock, day as dayText } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Empty, Failed, Loading, OnlineOnly, Stale } from "../../ui/states.tsx";
import { toast } from "../../ui/toasts.tsx";
import classes from "./Calendar.module.css";
import { freeSlots, type Slot, useServices } from "./slots.ts";

type Span = "DAY" | "WEEK";

const KEPT = "careturn.booking.service";

/** What is free, by day; one press books. */
export function Calendar({ choose }: { choose: (slot: Slot) => void }) {
  const { t, i18n } = useLingui();
  const { facility, timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const { data: services = [] } = useServices();
  const { doctors } = useDoctors();
  const today = facility?.serviceDay ?? dayOf(Date.now(), timeZone);
  const bookable = services.filter(({ isBookable }) => isBookable);
  const [wanted, setWanted] = useState(() => localStorage.getItem(KEPT));
  const serviceId = (bookable.find(({ id }) => id === wanted) ?? bookable[0])?.id ?? null;
  const [doctorId, setDoctorId] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>("WEEK");
  const [first, setFirst] = useState(today);
  const days = Array.from({ length: span === "WEEK" ? 7 : 1 }, (_, index) => plusDays(first, index));

  async function findFirst() {
    try {
      const [slot] = await freeSlots({ serviceId: serviceId!, ...(doctorId ? { doctorId } : {}), first: true });
      if (slot) choose(slot);
      else toast({ text: t`Nothing is free in the next two weeks. Use the waiting list.`, tone: "bad" });
    } catch (cause) {
      toast({ text: problemText(i18n, cause), tone: "bad" });
    }
  }

  const step = span === "WEEK" ? 7 : 1;
  const range =
    span === "WEEK"
      ? `${dayText(startOf(first, timeZone), language, timeZone)} – ${dayText(startOf(days.at(-1)!, timeZone), language, timeZone)}`
      : dayText(startOf(first, timeZone), language, timeZone);
  return (
    <>
      <div className={classes.bar}>
        <Select
          aria-label={t`Service`}
          data={bookable.map(({ id, name }) => ({ value: id, label: name }))}
          value={serviceId}
          onChange={(value) => {
            setWanted(value);
            if (value) localStorage.setItem(KEPT, value);
          }}
          searchable
          w={220}
        />
        <Select
          aria-label={t`Doctor`}
          data={[
            { value: "", label: t`Every doctor` },
            ...doctors.map((one) => ({ value: one.id, label: one.displayName })),
          ]}
          value={doctorId ?? ""}
          onChange={(value) => setDoctorId(value || null)}
          searchable
          w={200}
        />
        <SegmentedControl
          aria-label={t`How much is shown`}
          value={span}
          onChange={(value) => setSpan(value as Span)}
          data={[
            { value: "DAY", label: t`Day` },
            { value: "WEEK", label: t`Week` },
          ]}
        />
        <div className={classes.range}>
          <ActionIcon aria-label={t`Before`} onClick={() => setFirst(plusDays(first, -step))} disabled={first <= today}>
            <span className={classes.before}>
              <Icon name="chevron" />
            </span>
          </ActionIcon>
          <span className={classes.dates} role="status">
            {range}
          </span>
          <ActionIcon aria-label={t`After`} onClick={() => setFirst(plusDays(first, step))}>
            <span className={classes.after}>
              <Icon name="chevron" />
            </span>
          </ActionIcon>
        </div>
        <Button variant="default" onClick={() => void findFirst()} disabled={!serviceId || !isOnline}>
          <Trans>First free time</Trans>
        </Button>
      </div>
      <Free wish={{ serviceId, doctorId, from: first, days }} choose={choose} />
    </>
  );
}

interface Wish {
  serviceId: string | null;
  doctorId: string | null;
  from: string;
  days: string[];
}

function Free({ wish: { serviceId, doctorId, from, days }, choose }: { wish: Wish; choose: (slot: Slot) => void }) {
  const { t } = useLingui();
  const { facilityId, facility, timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const { nameOf } = useDoctors();
  const today = facility?.serviceDay;
  const { data, error, refetch } = useQuery({
    queryKey: ["slots", facilityId, serviceId, doctorId, from, days.length],
    enabled: serviceId !== null,
    queryFn: () =>
      freeSlots({
        serviceId: serviceId!,
        ...(doctorId ? { doctorId } : {}),
        // Of today only what is still to come.
        ...(from === today ? {} : { from: startOf(from, timeZone) }),
        to: startOf(plusDays(days.at(-1)!, 1), timeZone),
      }),
  });
  if (!data) {
    if (!isOnline) {
      return (
        <OnlineOnly>
          <Trans>Which times are free only the server knows. The appointments of these days are under “Day”.</Trans>
        </OnlineOnly>
      );
    }
    return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
  }
  if (data.length === 0) {
    return (
      <Empty icon="calendar" title={t`Nothing is free here`}>
        <Trans>Look at other days, at every doctor, or for the first free time.</Trans>
      </Empty>
    );
  }
  return (
    <>
      {isOnline ? null : (
        <Stale>
          <Trans>Free when the server was last reached. Somebody may take a time meanwhile; then you are told.</Trans>
        </Stale>
      )}
      <div className={classes.grid} data-span={days.length === 1 ? "DAY" : "WEEK"}>
        {days.map((day) => (
          <Column
            key={day}
            title={dayText(startOf(day, timeZone), language, timeZone)}
            isToday={day === today}
            slots={data.filter(({ start }) => dayOf(start, timeZone) === day)}
            nameOf={nameOf}
            choose={choose}
          />
        ))}
      </div>
    </>
  );
}

interface ColumnProps {
  title: string;
  isToday: boolean;
  slots: Slot[];
  nameOf: (id: string) => string;
  choose: (slot: Slot) => void;
}

function Column({ title, isToday, slots, nameOf, choose }: ColumnProps) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  return (
    <section className={classes.column} aria-label={title} data-today={isToday || undefined}>
      <h2 className={classes.title}>{title}</h2>
      {slots.length === 0 ? <p className={classes.none}>{t`Nothing free`}</p> : null}
      {slots.map((slot) => {
        const at = clock(slot.start, language, timeZone);
        const who = nameOf(slot.doctorId);
        return (
          <button
            key={`${slot.start}/${slot.doctorId}`}
            type="button"
            className={classes.slot}
            onClick={() => choose(slot)}
          >
            <strong>{at}</strong>{" "}
            <span className={classes.doctor} dir="auto">
              {who}
            </span>
          </button>
        );
      })}
    </section>
  );
}
