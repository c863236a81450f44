import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Dialog } from "../../ui/Dialog.tsx";
import { GivenTicket } from "./GivenTicket.tsx";
import { WalkInForm } from "./WalkInForm.tsx";
import type { Given } from "./walkIn.ts";

/** Who comes in: three fields at most, then the ticket; or the ticket at once for who is known. */
export default function RegistrationDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const [given, setGiven] = useState<Given | null>(null);
  return (
    <Dialog title={given ? t`Ticket` : t`Register and give a ticket`} close={close} size={620}>
      {given ? (
        <GivenTicket key={given.visitId} given={given} again={() => setGiven(null)} close={close} />
      ) : (
        <WalkInForm done={setGiven} />
      )}
    </Dialog>
  );
}
