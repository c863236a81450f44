import type { Schemas } from "@careturn/api";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type Person = Schemas["Account"];
export type Grant = Schemas["ActorGrant"];

export const ROLES = {
  RECEPTIONIST: msg`Reception`,
  NURSE: msg`Nurse`,
  DOCTOR: msg`Doctor`,
  ADMIN: msg`Administrator`,
} satisfies Record<string, MessageDescriptor>;

export type StaffRole = keyof typeof ROLES;

export function isStaffRole(role: string): role is StaffRole {
  return role in ROLES;
}

/** The roles held in this facility alone. */
export function rolesHere(roles: readonly Grant[], facilityId: string): StaffRole[] {
  return roles
    .filter((grant) => grant.facilityId === facilityId)
    .map(({ role }) => role)
    .filter(isStaffRole);
}

/** As {@code roles}, with these in this facility; what is held elsewhere or everywhere stays. */
export function withRolesHere(roles: readonly Grant[], facilityId: string, here: readonly string[]): Grant[] {
  const elsewhere = roles.filter((grant) => grant.facilityId !== facilityId);
  return [...elsewhere, ...here.map((role) => ({ role: role as Grant["role"], facilityId }))];
}

/** Whether somebody is found by what was typed: name, user name or phone, each word anywhere in them. */
export function isFound({ displayName, userName, loginPhone }: Person, typed: string): boolean {
  const text = fold(`${displayName} ${userName ?? ""} ${loginPhone ?? ""}`);
  return fold(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
