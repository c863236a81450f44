import { type Href, usePathname, useRouter } from "expo-router";
import { useEffect } from "react";
import { onWake } from "../device/network";
import { forgetWhoLeft } from "../me/messages.ts";
import { usePush } from "../me/usePush.ts";
import { pocket } from "../sync/pocket.ts";
import { followTickets } from "../tickets/live.ts";
import { useCalls } from "../tickets/useCalls.ts";
import { keepPlace, takePlace } from "./place.ts";
import { useSigned } from "./useSigned.ts";

const OUTSIDE = ["/welcome", "/sign-in", "/sign-up", "/forgotten"];
/** Opened by a link that itself is the permission. */
const FOR_ALL = ["/feedback/"];

/** Leads who isn't signed in to the door, and back to where a link led; follows the tickets of who is. */
export function SessionGate({ children }: { children: React.ReactNode }) {
  const signed = useSigned();
  const router = useRouter();
  const path = usePathname();
  const userId = signed.state === "IN" ? signed.account.id : null;
  const isOutside = OUTSIDE.includes(path);
  const isForAll = FOR_ALL.some((prefix) => path.startsWith(prefix));

  useEffect(() => {
    if (isForAll) return;
    if (signed.state === "OUT" && !isOutside) {
      if (signed.reason !== "LEFT") keepPlace(path);
      router.replace("/welcome");
    }
    if (signed.state === "IN" && isOutside) router.replace(takePlace() as Href);
  }, [signed, isOutside, isForAll, path, router]);

  useEffect(() => {
    if (!userId) {
      void pocket.pause();
      void forgetWhoLeft();
      return onWake(() => void forgetWhoLeft());
    }
    void pocket.open(userId);
    return followTickets();
  }, [userId]);

  return (
    <>
      {userId ? <Signed /> : null}
      {children}
    </>
  );
}

function Signed() {
  useCalls();
  usePush();
  return null;
}
