import { useLingui } from "@lingui/react/macro";
import { useDoctors, useFacilities, useService } from "../care/directory.ts";
import type { AppointmentRow } from "../sync/rows.ts";
import { OWN_ZONE } from "../texts/age.ts";
import { useLanguage } from "../texts/i18n.ts";
import { clock, longDay } from "../texts/time.ts";

/** What is said of an appointment, in the hospital's time. */
export function useAppointmentWords(appointment: AppointmentRow) {
  const { t } = useLingui();
  const language = useLanguage();
  const service = useService(appointment.serviceId).value;
  const facility = useFacilities().value?.find(({ id }) => id === service?.facilityId);
  const { nameOf } = useDoctors(service?.facilityId);
  const timeZone = facility?.timeZone ?? OWN_ZONE;
  const day = longDay(appointment.start, language, timeZone);
  const time = clock(appointment.start, language, timeZone);
  const status = {
    PROPOSED: t`offered to you`,
    BOOKED: "",
    CHECKED_IN: t`you are there`,
    FULFILLED: t`done`,
    NOSHOW: t`missed`,
    CANCELLED: t`cancelled`,
  }[appointment.status];
  return {
    when: t`${day}, ${time}`,
    day,
    time,
    service: service?.name ?? "",
    doctor: nameOf(appointment.doctorId),
    facility: facility?.name ?? "",
    facilityId: service?.facilityId,
    timeZone,
    status,
  };
}
