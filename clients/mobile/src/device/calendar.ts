import * as Calendar from "expo-calendar";
import type { CalendarEntry } from "../booking/calendarFile.ts";

/** Opens the phone's own form, filled in: nothing of the calendar is read. False where that isn't possible. */
export async function addToCalendar(entry: CalendarEntry): Promise<boolean> {
  try {
    await Calendar.createEventInCalendarAsync({
      title: entry.title,
      location: entry.place,
      startDate: new Date(entry.start),
      endDate: new Date(entry.end),
      timeZone: entry.timeZone,
    });
    return true;
  } catch {
    return false;
  }
}
