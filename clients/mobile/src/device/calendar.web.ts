import { type CalendarEntry, calendarFile } from "../booking/calendarFile.ts";

/** Gives a file that every calendar opens. */
export async function addToCalendar(entry: CalendarEntry): Promise<boolean> {
  const file = new Blob([calendarFile(entry, new Date())], { type: "text/calendar" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "appointment.ics";
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}
