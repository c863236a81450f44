import type { Schemas } from "@careturn/api";
import type { Rows } from "@careturn/sync";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { follow } from "../live/stream.ts";
import { desk } from "../sync/desk.ts";
import { all, type DeskSessionRow, type FacilityRow, one } from "../sync/rows.ts";
import { useView } from "../sync/useView.ts";
import { type Account, tokens } from "./tokens.ts";

export type StaffRole = "ADMIN" | "DOCTOR" | "NURSE" | "RECEPTIONIST";

/** Who works where: what every screen behind the sign-in knows. */
export interface Place {
  account: Account;
  facilityId: string;
  facility: FacilityRow | undefined;
  /** The facility's; the browser's until it is known. */
  timeZone: string;
  roles: ReadonlySet<StaffRole>;
  /** The desk where this person works now. */
  session: DeskSessionRow | undefined;
  isOffline: boolean;
  leave: () => Promise<void>;
  moveTo: (facilityId: string | null) => void;
}

const PlaceContext = createContext<Place | null>(null);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error("Nobody is signed in here");
  return place;
}

export function useSigned() {
  return useSyncExternalStore(tokens.subscribe, tokens.get);
}

const KEPT = "careturn.facility";

export function keptFacility(accountId: string): string | null {
  return localStorage.getItem(`${KEPT}.${accountId}`);
}

/** The facilities that the account's roles name; null where a role holds in all of them. */
export function facilitiesOf({ roles }: Account): string[] | null {
  const staff = roles.filter(({ role }) => role !== "PATIENT" && role !== "DEVICE");
  if (staff.some(({ facilityId }) => facilityId == null)) return null;
  return [...new Set(staff.map(({ facilityId }) => facilityId as string))];
}

function rolesIn({ roles }: Account, facilityId: string): ReadonlySet<StaffRole> {
  const here = roles.filter((grant) => grant.facilityId == null || grant.facilityId === facilityId);
  return new Set(here.map(({ role }: Schemas["ActorGrant"]) => role as StaffRole));
}

/** Chooses the facility; where there is only one there is no question. */
export function useFacilityChoice(account: Account): [string | null, (facilityId: string | null) => void] {
  const known = useMemo(() => facilitiesOf(account), [account]);
  const [chosen, setChosen] = useState<string | null>(() => {
    const kept = keptFacility(account.id);
    if (kept && (known === null || known.includes(kept))) return kept;
    return known?.length === 1 ? known[0]! : null;
  });
  const choose = useCallback(
    (facilityId: string | null) => {
      if (facilityId) localStorage.setItem(`${KEPT}.${account.id}`, facilityId);
      else localStorage.removeItem(`${KEPT}.${account.id}`);
      setChosen(facilityId);
    },
    [account.id],
  );
  return [chosen, choose];
}

interface Props {
  account: Account;
  facilityId: string;
  isOffline: boolean;
  moveTo: (facilityId: string | null) => void;
  children: ReactNode;
}

export function PlaceProvider({ account, facilityId, isOffline, moveTo, children }: Props) {
  useEffect(() => {
    void desk.open({ userId: account.id, facilityId });
    return follow(facilityId);
  }, [account.id, facilityId]);
  const facility = useView(useCallback((rows: Rows) => one(rows, "facility", facilityId), [facilityId]));
  const session = useView(
    useCallback(
      (rows: Rows) =>
        all(rows, "desk_session").find(({ accountId, state }) => accountId === account.id && state !== "CLOSED"),
      [account.id],
    ),
  );
  const leave = useCallback(async () => {
    await desk.close();
    await tokens.signOut();
  }, []);
  const place = useMemo<Place>(
    () => ({
      account,
      facilityId,
      facility,
      timeZone: facility?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      roles: rolesIn(account, facilityId),
      session,
      isOffline,
      leave,
      moveTo,
    }),
    [account, facilityId, facility, session, isOffline, leave, moveTo],
  );
  return <PlaceContext.Provider value={place}>{children}</PlaceContext.Provider>;
}
