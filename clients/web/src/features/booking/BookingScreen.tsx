import { Trans, useLingui } from "@lingui/react/macro";
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../../ui/Icon.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/Page.tsx";
import { BookDialog, type Booking } from "./BookDialog.tsx";
import { Calendar } from "./Calendar.tsx";
import { DayList } from "./DayList.tsx";
import { Rebook, useNumberToRebook } from "./Rebook.tsx";
import { WaitingList } from "./WaitingList.tsx";

type Part = "DAY" | "CALENDAR" | "WAITING" | "REBOOK";

/** Appointments: who comes today, what is free, and who waits for something free. */
export default function BookingScreen() {
  const { t } = useLingui();
  const [part, setPart] = useState<Part>("DAY");
  const [booking, setBooking] = useState<Booking | null>(null);
  const numberToRebook = useNumberToRebook();
  useKeys(t`Appointments`, [
    { key: "t", label: t`Today's appointments`, run: () => setPart("DAY") },
    { key: "c", label: t`Calendar of free times`, run: () => setPart("CALENDAR") },
    { key: "w", label: t`Waiting list`, run: () => setPart("WAITING") },
    { key: "e", label: t`Appointments that can't be kept`, run: () => setPart("REBOOK") },
    { key: "a", label: t`Book an appointment`, run: () => setBooking({}) },
  ]);
  return (
    <Page
      title={t`Appointments`}
      actions={
        <>
          <SegmentedControl
            aria-label={t`What is shown`}
            value={part}
            onChange={(value) => setPart(value as Part)}
            data={[
              { value: "DAY", label: t`Day` },
              { value: "CALENDAR", label: t`Calendar` },
              { value: "WAITING", label: t`Waiting list` },
              { value: "REBOOK", label: numberToRebook ? t`To rebook (${numberToRebook})` : t`To rebook` },
            ]}
          />
          <span style={{ flex: 1 }} />
          <Button leftSection={<Icon name="calendar" />} onClick={() => setBooking({})}>
            <Trans>Book</Trans>
          </Button>
        </>
      }
    >
      {part === "DAY" ? (
        <DayList
          reschedule={(moved) => setBooking({ moved })}
          overbook={(slot) => setBooking({ slot, isBeyond: true })}
        />
      ) : null}
      {part === "CALENDAR" ? <Calendar choose={(slot) => setBooking({ slot })} /> : null}
      {part === "WAITING" ? <WaitingList /> : null}
      {part === "REBOOK" ? <Rebook reschedule={(moved) => setBooking({ moved })} /> : null}
      {booking ? <BookDialog booking={booking} close={() => setBooking(null)} /> : null}
    </Page>
  );
}
