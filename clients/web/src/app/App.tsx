import { useDirection } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useIsLocked } from "../session/lock.ts";
import { PlaceProvider, useFacilityChoice, useSigned } from "../session/place.tsx";
import type { Account } from "../session/tokens.ts";
import { directionOf, useLanguage } from "../texts/i18n.ts";
import { router } from "./router.tsx";

// Who is signed in already does without them.
const SignIn = lazy(async () => ({ default: (await import("../session/SignIn.tsx")).SignIn }));
const LockScreen = lazy(async () => ({ default: (await import("../session/LockScreen.tsx")).LockScreen }));
const FacilityChoice = lazy(async () => ({ default: (await import("../session/FacilityChoice.tsx")).FacilityChoice }));

export function App() {
  const signed = useSigned();
  const { setDirection } = useDirection();
  const direction = directionOf(useLanguage());
  useEffect(() => setDirection(direction), [setDirection, direction]);
  if (signed.state === "STARTING") return null;
  if (signed.state === "OUT")
    return (
      <Suspense fallback={null}>
        <SignIn wasEnded={signed.reason === "ENDED"} />
      </Suspense>
    );
  return <Inside key={signed.account.id} account={signed.account} isOffline={signed.isOffline} />;
}

function Inside({ account, isOffline }: { account: Account; isOffline: boolean }) {
  const [facilityId, moveTo] = useFacilityChoice(account);
  const isLocked = useIsLocked(account.id, isOffline);
  if (isLocked === null) return null;
  if (isLocked)
    return (
      <Suspense fallback={null}>
        <LockScreen account={account} />
      </Suspense>
    );
  if (!facilityId)
    return (
      <Suspense fallback={null}>
        <FacilityChoice account={account} choose={moveTo} />
      </Suspense>
    );
  return (
    <PlaceProvider account={account} facilityId={facilityId} isOffline={isOffline} moveTo={moveTo}>
      <RouterProvider router={router} />
    </PlaceProvider>
  );
}
