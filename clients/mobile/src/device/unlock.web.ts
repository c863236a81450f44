/** A page can't ask for a face or finger before it shows itself: the phone's own lock protects it. */
export async function canLock(): Promise<boolean> {
  return false;
}

export async function unlock(_reason: string): Promise<boolean> {
  return true;
}

export function onLeave(_left: () => void, _back: () => void): () => void {
  return () => undefined;
}
