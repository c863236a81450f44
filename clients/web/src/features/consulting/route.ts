/** The queues of the next step of the visit's path that hasn't begun; empty at its end. */
export function nextQueues(steps: readonly { ordinal: number; queueId: string; entryId?: string | null }[]): string[] {
  const open = steps.filter(({ entryId }) => !entryId);
  const first = Math.min(...open.map(({ ordinal }) => ordinal));
  return open.filter(({ ordinal }) => ordinal === first).map(({ queueId }) => queueId);
}
