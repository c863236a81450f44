/** The phone's own camera opens the code's address in the browser. */
export const HAS_SCANNER = false as boolean;

export function Scanner({ refused }: { seen: (text: string) => void; refused: React.ReactNode }) {
  return <>{refused}</>;
}
