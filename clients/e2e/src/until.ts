const EACH_MS = 50;

/** What {@code look} finds, as soon as it finds it. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  withinMs = 30_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, EACH_MS));
  }
  throw new Error(`Waited ${withinMs / 1000} s in vain: ${what}`);
}
