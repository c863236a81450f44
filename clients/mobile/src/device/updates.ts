/** The stores bring newer versions to a phone. */
export function watchForUpdates(): void {}

export function useUpdate(): (() => void) | null {
  return null;
}
