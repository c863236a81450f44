import { useDirection } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { FacilityChoice } from "../session/FacilityChoice.tsx";
import { PlaceProvider, useFacilityChoice, useSigned } from "../session/place.tsx";
import { SignIn } from "../session/SignIn.tsx";
import type { Account } from "../session/tokens.ts";
import { directionOf, useLanguage } from "../texts/i18n.ts";
import { router } from "./router.tsx";

export function App() {
  const signed = useSigned();
  const { setDirection } = useDirection();
  const direction = directionOf(useLanguage());
  useEffect(() => setDirection(direction), [setDirection, direction]);
  if (signed.state === "STARTING") return null;
  if (signed.state === "OUT") return <SignIn wasEnded={signed.reason === "ENDED"} />;
  return <Inside key={signed.account.id} account={signed.account} isOffline={signed.isOffline} />;
}

function Inside({ account, isOffline }: { account: Account; isOffline: boolean }) {
  const [facilityId, moveTo] = useFacilityChoice(account);
  if (!facilityId) return <FacilityChoice account={account} choose={moveTo} />;
  return (
    <PlaceProvider account={account} facilityId={facilityId} isOffline={isOffline} moveTo={moveTo}>
      <RouterProvider router={router} />
    </PlaceProvider>
  );
}
