import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useEffect } from "react";
import { usePlace } from "../../session/place.tsx";
import { desk } from "../../sync/desk.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { useKeys } from "../../ui/keys.tsx";
import { keepAddress } from "./address.ts";
import { closeRegistration, openRegistration, useIsRegistering } from "./open.ts";

const loadDialog = () => import("./RegistrationDialog.tsx");
const RegistrationDialog = lazy(loadDialog);

/** Behind every screen: R registers, also when the network is gone. */
export function RegistrationHost() {
  const { t } = useLingui();
  const { roles, facility } = usePlace();
  const isOnline = useIsOnline();
  const isOpen = useIsRegistering();
  const mayRegister = roles.has("RECEPTIONIST") || roles.has("NURSE") || roles.has("DOCTOR");
  const day = facility?.serviceDay;

  useKeys(t`Everywhere`, [
    { key: "r", label: t`Register and give a ticket`, run: openRegistration, isOff: !mayRegister },
  ]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new service day needs new numbers
  useEffect(() => {
    if (!mayRegister || !isOnline) return;
    void loadDialog();
    void keepAddress();
    void desk.fetchTicketNumbers().catch(() => undefined);
  }, [mayRegister, isOnline, day]);

  if (!isOpen || !mayRegister) return null;
  return (
    <Suspense fallback={null}>
      <RegistrationDialog close={closeRegistration} />
    </Suspense>
  );
}
