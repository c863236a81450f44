import { useEffect, useState } from "preact/hooks";
import { fill } from "../shared/languages.ts";
import type { Contact } from "./contact.ts";
import type { Texts } from "./texts.ts";

type Owed = Awaited<ReturnType<Contact["numbers"]["state"]>>;

/** What the kiosk owes the server, and what it didn't take: for the staff, in small. */
export function StaffNote({ contact, texts }: { contact: Contact; texts: Texts }) {
  const [owed, setOwed] = useState<Owed | null>(null);
  useEffect(() => {
    const look = () => void contact.numbers.state().then(setOwed, () => undefined);
    look();
    return contact.subscribe(look);
  }, [contact]);
  if (!owed || (owed.waiting === 0 && owed.refused.length === 0)) return null;
  const numbers = owed.refused.map(({ ticketNumber }) => ticketNumber).join(", ");
  return (
    <div class="owed">
      {owed.waiting > 0 && <p>{fill(texts.waiting, { count: owed.waiting })}</p>}
      {owed.refused.length > 0 && (
        <>
          <p>{fill(texts.notTaken, { numbers })}</p>
          <button
            type="button"
            onClick={() => void contact.numbers.forgetRefused().then(() => setOwed({ ...owed, refused: [] }))}
          >
            {texts.seen}
          </button>
        </>
      )}
    </div>
  );
}
