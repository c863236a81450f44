import type { Rows } from "@careturn/sync";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useCallback, useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useDoctors } from "../../sync/doctors.ts";
import { type AppointmentRow, all, one } from "../../sync/rows.ts";
import { useIsOnline, useSnapshot, useView } from "../../sync/useView.ts";
import { dayOf, plusDays, startOf } from "../../texts/days.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock, day as dayText } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Empty, Loading } from "../../ui/states.tsx";
import { useNow } from "../../ui/useNow.ts";
import { whyNotYet } from "./checkIn.ts";
import classes from "./DayList.module.css";
import { type BookableService, useServices } from "./slots.ts";
import { useAppointments } from "./useAppointments.ts";

const DAYS = 7;

export interface Line extends AppointmentRow {
  patientName: string;
  isPending: boolean;
}

/** The next seven days are here, also without the network. */
export function DayList({ reschedule }: { reschedule: (line: Line) => void }) {
  const { t } = useLingui();
  const { facility, timeZone } = usePlace();
  const { isRead } = useSnapshot();
  const language = useLanguage();
  const { data: services = [] } = useServices();
  const today = facility?.serviceDay ?? dayOf(Date.now(), timeZone);
  const [day, setDay] = useState(today);
  const days = Array.from({ length: DAYS }, (_, index) => plusDays(today, index));
  const lines = useView(
    useCallback(
      (rows: Rows) => {
        const pending = rows.pending("appointment");
        return all(rows, "appointment")
          .filter(({ status }) => status !== "CANCELLED")
          .map((row) => ({
            ...row,
            day: row.day ?? dayOf(row.start, timeZone),
            patientName: one(rows, "patient", row.patientId)?.name ?? "",
            isPending: pending.has(row.id),
          }))
          .sort((a, b) => a.start.localeCompare(b.start) || a.patientName.localeCompare(b.patientName));
      },
      [timeZone],
    ),
  );
  const shown = lines.filter((line) => line.day === day);
  if (!isRead) return <Loading />;
  return (
    <>
      <section className={classes.days} aria-label={t`Day`}>
        {days.map((one) => {
          const count = lines.filter((line) => line.day === one).length;
          return (
            <button
              key={one}
              type="button"
              className={classes.day}
              aria-pressed={one === day}
              onClick={() => setDay(one)}
            >
              <span>{one === today ? t`Today` : dayText(startOf(one, timeZone), language, timeZone)}</span>
              <span className={classes.count}>
                <Plural value={count} one="# appointment" other="# appointments" />
              </span>
            </button>
          );
        })}
      </section>
      {shown.length === 0 ? (
        <Empty icon="calendar" title={t`No appointments on this day`} />
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t`Time`}</th>
              <th>{t`Patient`}</th>
              <th className={classes.wide}>{t`Service`}</th>
              <th className={classes.wide}>{t`Doctor`}</th>
              <th>{t`State`}</th>
              <th className={classes.acts}>
                <span className={classes.hidden}>{t`Acts`}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Row key={line.id} line={line} today={today} services={services} reschedule={() => reschedule(line)} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

interface RowProps {
  line: Line;
  today: string;
  services: BookableService[];
  reschedule: () => void;
}

function Row({ line, today, services, reschedule }: RowProps) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const now = useNow();
  const isOnline = useIsOnline();
  const { nameOf } = useDoctors();
  const acts = useAppointments();
  const states = {
    PROPOSED: t`Offered`,
    BOOKED: t`Booked`,
    CHECKED_IN: t`Is here`,
    FULFILLED: t`Done`,
    NOSHOW: t`Didn't come`,
    CANCELLED: t`Cancelled`,
  };
  const service = services.find(({ id }) => id === line.serviceId);
  const isOpen = line.status === "BOOKED" || line.status === "NOSHOW";
  const not = isOpen ? whyNotYet(line, service?.checkInBeforeMinutes, today, now) : null;
  const at = clock(line.start, language, timeZone);
  return (
    <tr data-state={line.status}>
      <td className={classes.time}>{at}</td>
      <td>
        <span dir="auto" className={classes.name}>
          {line.patientName}
        </span>
      </td>
      <td className={classes.wide}>{service?.name ?? ""}</td>
      <td className={classes.wide}>{nameOf(line.doctorId)}</td>
      <td>
        <span className={classes.state} data-state={line.status}>
          {states[line.status]}
          {line.confirmedAt && line.status === "BOOKED" ? (
            <span title={t`The patient has confirmed`}>
              <Icon name="check" size={14} />
              <span className={classes.hidden}>{t`The patient has confirmed`}</span>
            </span>
          ) : null}
          {line.isPending ? (
            <span title={t`Saved on this computer, not sent yet`}>
              <Icon name="unsent" size={14} />
              <span className={classes.hidden}>{t`Saved on this computer, not sent yet`}</span>
            </span>
          ) : null}
        </span>
      </td>
      <td className={classes.acts}>
        {isOpen && !not ? (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t`Check in ${line.patientName}, ${at}`}
            onClick={() => void acts.checkIn(line.id, line.patientName)}
          >
            <Trans>Check in</Trans>
          </Button>
        ) : null}
        {not ? (
          <span className="soft">
            {not.code === "EARLY" ? (
              <Trans>Check-in from {clock(not.from, language, timeZone)}</Trans>
            ) : (
              <Trans>Check-in on the day</Trans>
            )}
          </span>
        ) : null}
        {isOpen ? (
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={t`More for ${line.patientName}, ${at}`} size={24}>
                <Icon name="dots" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="calendar" />} onClick={reschedule} disabled={!isOnline}>
                <Trans>Give another time</Trans>
              </Menu.Item>
              <Menu.Item
                leftSection={<Icon name="ban" />}
                onClick={() => void acts.cancel(line)}
                disabled={line.status !== "BOOKED"}
              >
                <Trans>Cancel the appointment</Trans>
              </Menu.Item>
              {isOnline ? null : (
                <p className={classes.why}>
                  <Trans>Another time is given by the server alone, so that the old one is kept until it is won.</Trans>
                </p>
              )}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </td>
    </tr>
  );
}
