/** What a calendar is told; instants. */
export interface CalendarEntry {
  id: string;
  title: string;
  place: string;
  start: string;
  end: string;
  timeZone: string;
}

const instant = (at: string | Date) => new Date(at).toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");

const escaped = (text: string) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** A file of one event (RFC 5545), which reminds an hour before. */
export function calendarFile({ id, title, place, start, end }: CalendarEntry, now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//CareTurn//App//EN",
    "BEGIN:VEVENT",
    `UID:${id}@careturn`,
    `DTSTAMP:${instant(now)}`,
    `DTSTART:${instant(start)}`,
    `DTEND:${instant(end)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:-PT1H",
    `DESCRIPTION:${escaped(title)}`,
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}
