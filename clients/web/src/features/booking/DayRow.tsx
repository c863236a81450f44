import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { usePlace } from "../../session/place.tsx";
import { useDoctors } from "../../sync/doctors.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { useLanguage } from "../../texts/i18n.ts";
import { clock } from "../../texts/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useNow } from "../../ui/useNow.ts";
import { canUndo, type NotYet, whyNotYet } from "./checkIn.ts";
import classes from "./DayList.module.css";
import type { Line } from "./DayList.tsx";
import { EarlyDialog } from "./EarlyDialog.tsx";
import { type NoShowRisk, Risk } from "./Risk.tsx";
import type { BookableService } from "./slots.ts";
import { useAppointments } from "./useAppointments.ts";

interface RowProps {
  line: Line;
  today: string;
  services: BookableService[];
  risk: NoShowRisk | undefined;
  reschedule: () => void;
}

/** One appointment of a day, and what can be done with it now. */
export function DayRow({ line, today, services, risk, reschedule }: RowProps) {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const now = useNow();
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
      <td className={classes.patient}>
        <span dir="auto" className={classes.name}>
          {line.patientName}
        </span>
      </td>
      <td className={classes.wide}>{service?.name ?? ""}</td>
      <td className={classes.wide}>{nameOf(line.doctorId)}</td>
      <td className={classes.status}>
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
      <td className={classes.risk}>{risk && line.status === "BOOKED" ? <Risk risk={risk} /> : null}</td>
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
        <UndoCheckIn line={line} at={at} />
        {not ? (
          <span className="soft">
            {not.code === "EARLY" ? (
              <Trans>Check-in from {clock(not.from, language, timeZone)}</Trans>
            ) : (
              <Trans>Check-in on the day</Trans>
            )}
          </span>
        ) : null}
        {isOpen ? <RowMenu line={line} at={at} not={not} reschedule={reschedule} /> : null}
      </td>
    </tr>
  );
}

/** A check-in made by mistake goes back as long as nothing has followed from it. */
function UndoCheckIn({ line, at }: { line: Line; at: string }) {
  const { t } = useLingui();
  const now = useNow();
  const acts = useAppointments();
  const { id, visitId, patientName, arrivedAt, entryStates = [] } = line;
  if (!visitId || !canUndo(arrivedAt, entryStates, now)) return null;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<Icon name="undo" size={14} />}
      aria-label={t`Undo the check-in of ${patientName}, ${at}`}
      onClick={() => void acts.undoCheckIn(id, visitId, patientName)}
    >
      <Trans>Undo</Trans>
    </Button>
  );
}

interface MenuProps {
  line: Line;
  at: string;
  not: NotYet | null;
  reschedule: () => void;
}

/** What is done less often with an appointment that is to come. */
function RowMenu({ line, at, not, reschedule }: MenuProps) {
  const { t } = useLingui();
  const { roles, timeZone } = usePlace();
  const language = useLanguage();
  const isOnline = useIsOnline();
  const acts = useAppointments();
  const [isEarly, setEarly] = useState(false);
  const mayOpen = roles.has("ADMIN") || roles.has("RECEPTIONIST");
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t`More for ${line.patientName}, ${at}`} size={24}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {not?.code === "EARLY" ? (
            <Menu.Item leftSection={<Icon name="check" />} onClick={() => setEarly(true)}>
              <Trans>Check in early</Trans>
            </Menu.Item>
          ) : null}
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
          {mayOpen ? (
            <Menu.Item leftSection={<Icon name="user" />} component={Link} to={`/patients/${line.patientId}`}>
              <Trans>Open the record</Trans>
            </Menu.Item>
          ) : null}
          {isOnline ? null : (
            <p className={classes.why}>
              <Trans>Another time is given by the server alone, so that the old one is kept until it is won.</Trans>
            </p>
          )}
        </Menu.Dropdown>
      </Menu>
      {isEarly && not?.code === "EARLY" ? (
        <EarlyDialog
          line={line}
          from={clock(not.from, language, timeZone)}
          checkIn={(reason) => void acts.checkIn(line.id, line.patientName, reason)}
          close={() => setEarly(false)}
        />
      ) : null}
    </>
  );
}
