import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ComponentType } from "react";
import type { StaffRole } from "../session/place.tsx";
import { ADMINISTRATION } from "../texts/administration.ts";
import { OTHER_SCREENS } from "../texts/others.ts";
import type { Catalogues } from "../texts/part.ts";
import type { IconName } from "../ui/Icon.tsx";

export interface Screen {
  /** Beneath /desk, and the key of its digit: Alt+1 opens the first that one may see. */
  path: `/${string}`;
  name: MessageDescriptor;
  icon: IconName;
  roles: readonly StaffRole[];
  /** It has pages of its own beneath its path, whose name comes as the parameter "page". */
  hasPages?: boolean;
  load: () => Promise<{ default: ComponentType }>;
  /** Its texts, where they are no part of the first load. */
  texts?: Catalogues;
}

const STAFF: readonly StaffRole[] = ["ADMIN", "DOCTOR", "NURSE", "RECEPTIONIST"];

/** A new screen is a line here; the first that a role may see is where it begins. */
export const SCREENS: readonly Screen[] = [
  {
    path: "/board",
    name: msg`Board`,
    icon: "board",
    roles: STAFF,
    load: () => import("../features/board/BoardScreen.tsx"),
  },
  {
    path: "/consulting",
    name: msg`Consulting room`,
    icon: "stethoscope",
    roles: ["DOCTOR"],
    load: () => import("../features/consulting/ConsultingScreen.tsx"),
    texts: OTHER_SCREENS,
  },
  {
    path: "/triage",
    name: msg`Triage`,
    icon: "alert",
    roles: ["NURSE"],
    load: () => import("../features/triage/TriageScreen.tsx"),
    texts: OTHER_SCREENS,
  },
  {
    path: "/booking",
    name: msg`Appointments`,
    icon: "calendar",
    roles: ["RECEPTIONIST", "NURSE", "DOCTOR"],
    load: () => import("../features/booking/BookingScreen.tsx"),
    texts: OTHER_SCREENS,
  },
  {
    path: "/patients",
    name: msg`Patients`,
    icon: "user",
    roles: ["ADMIN", "RECEPTIONIST"],
    hasPages: true,
    load: () => import("../features/patients/PatientsScreen.tsx"),
    texts: OTHER_SCREENS,
  },
  {
    path: "/messages",
    name: msg`Messages`,
    icon: "message",
    roles: ["ADMIN", "RECEPTIONIST"],
    load: () => import("../features/messages/MessagesScreen.tsx"),
    texts: OTHER_SCREENS,
  },
  {
    path: "/analytics",
    name: msg`Analytics`,
    icon: "chart",
    roles: ["ADMIN"],
    load: () => import("../features/analytics/AnalyticsScreen.tsx"),
    texts: ADMINISTRATION,
  },
  {
    path: "/what-if",
    name: msg`What if`,
    icon: "scale",
    roles: ["ADMIN"],
    load: () => import("../features/whatif/WhatIfScreen.tsx"),
    texts: ADMINISTRATION,
  },
  {
    path: "/inbox",
    name: msg`Inbox`,
    icon: "inbox",
    roles: STAFF,
    load: () => import("../features/inbox/InboxScreen.tsx"),
    texts: OTHER_SCREENS,
  },
  {
    path: "/admin",
    name: msg`Administration`,
    icon: "settings",
    roles: ["ADMIN"],
    hasPages: true,
    load: () => import("../features/admin/AdminScreen.tsx"),
    texts: ADMINISTRATION,
  },
];

export function screensFor(roles: ReadonlySet<StaffRole>): Screen[] {
  return SCREENS.filter((screen) => screen.roles.some((role) => roles.has(role)));
}
