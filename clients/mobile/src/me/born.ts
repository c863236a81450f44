/** A date of birth as people write it (31 12 1980, 31.12.1980, 1980-12-31), as 1980-12-31; undefined where it is none. */
export function born(text: string): string | undefined {
  const numbers = text
    .trim()
    .split(/[^0-9]+/)
    .filter(Boolean);
  if (numbers.length === 1 && numbers[0]!.length === 8) {
    const [all] = numbers as [string];
    return dated(all.slice(4), all.slice(2, 4), all.slice(0, 2));
  }
  if (numbers.length !== 3) return undefined;
  const [a, b, c] = numbers as [string, string, string];
  return a.length === 4 ? dated(a, b, c) : dated(c, b, a);
}

function dated(year: string, month: string, day: string): string | undefined {
  if (year.length !== 4) return undefined;
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  const isDate = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
  return isDate && date.getTime() <= Date.now() ? text : undefined;
}
