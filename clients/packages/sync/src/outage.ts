/** Below this, a pull that failed is no outage. */
const SHORTEST_MS = 30_000;
/** Longer than any pause between two attempts: beyond it the computer slept. */
const LONGEST_PAUSE_MS = 600_000;
/** As many as the server takes. */
const MOST_SECONDS = 2_678_400;

/** How long this program ran without the network, until the server has been told. */
export class Outage {
  private lost = 0;
  private last: number | null = null;

  /** An attempt failed at {@code now}, having begun at {@code began}. */
  failed(began: number, now: number): void {
    const before = this.last ?? began;
    this.lost += Math.min(Math.max(now - before, 0), LONGEST_PAUSE_MS);
    this.last = now;
  }

  /** The next attempt at {@code now} may be the one that gets through. */
  tries(now: number): void {
    if (this.last === null) return;
    this.lost += Math.min(Math.max(now - this.last, 0), LONGEST_PAUSE_MS);
    this.last = now;
  }

  /** What there is to tell; 0 where it isn't worth it. */
  seconds(): number {
    return this.lost < SHORTEST_MS ? 0 : Math.min(Math.floor(this.lost / 1_000), MOST_SECONDS);
  }

  /** By whatever: from here on there is contact. */
  answered(): void {
    this.last = null;
  }

  told(): void {
    this.lost = 0;
    this.last = null;
  }
}
