import { useLingui } from "@lingui/react/macro";
import { Modal } from "@mantine/core";
import { useState } from "react";
import { GivenTicket } from "./GivenTicket.tsx";
import { WalkInForm } from "./WalkInForm.tsx";
import type { Given } from "./walkIn.ts";

/** Who comes in: three fields at most, then the ticket; or the ticket at once for who is known. */
export default function RegistrationDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const [given, setGiven] = useState<Given | null>(null);
  return (
    <Modal
      opened
      onClose={close}
      title={given ? t`Ticket` : t`Register and give a ticket`}
      size={620}
      yOffset="6vh"
      closeButtonProps={{ "aria-label": t`Close` }}
    >
      {given ? (
        <GivenTicket key={given.visitId} given={given} again={() => setGiven(null)} close={close} />
      ) : (
        <WalkInForm done={setGiven} />
      )}
    </Modal>
  );
}
