/** Numbers in [0, 1) that follow from a seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Event {
  at: number;
  order: number;
  work: () => void;
}

/** Time that passes only from event to event. */
export class Time {
  now = 0;
  private order = 0;
  private events: Event[] = [];

  after(milliseconds: number, work: () => void): () => void {
    const event = { at: this.now + Math.max(0, milliseconds), order: this.order++, work };
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.events[middle]!;
      if (other.at > event.at || (other.at === event.at && other.order > event.order)) low = middle + 1;
      else high = middle;
    }
    this.events.splice(low, 0, event);
    return () => {
      const at = this.events.indexOf(event);
      if (at >= 0) this.events.splice(at, 1);
    };
  }

  /** Lets everything happen up to {@code end}, each event with all that follows from it at once. */
  async until(end: number): Promise<void> {
    await settled();
    for (let next = this.events.at(-1); next && next.at <= end; next = this.events.at(-1)) {
      this.events.pop();
      this.now = next.at;
      next.work();
      await settled();
    }
    this.now = end;
  }
}

/** After every promise that can go on has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
