import type { Schemas } from "@careturn/api";
import { answer, server } from "../session/server.ts";
import { type Asked, useKnown } from "../sync/known.ts";

export type Facility = Schemas["Facility"];
export type Service = Schemas["Service"];
export type Slot = Schemas["Slot"];

export function useFacilities(): Asked<Facility[]> {
  return useKnown("facilities", async () => (await answer(server.GET("/api/v1/facilities"))).items);
}

export function useServices(facilityId: string): Asked<Service[]> {
  const params = { path: { facilityId } };
  return useKnown(
    `services/${facilityId}`,
    async () => (await answer(server.GET("/api/v1/facilities/{facilityId}/services", { params }))).items,
  );
}

export function useService(serviceId: string | undefined): Asked<Service> {
  const params = { path: { serviceId: serviceId ?? "" } };
  return useKnown(serviceId ? `service/${serviceId}` : null, () =>
    answer(server.GET("/api/v1/services/{serviceId}", { params })),
  );
}

export function useRule(serviceId: string | undefined): Asked<Schemas["BookingRule"]> {
  const params = { path: { serviceId: serviceId ?? "" } };
  return useKnown(
    serviceId ? `rule/${serviceId}` : null,
    async () => (await answer(server.GET("/api/v1/services/{serviceId}/booking-rule", { params }))).rule,
  );
}

export function useHours(facilityId: string): Asked<Schemas["OpeningHoursHours"][]> {
  const params = { path: { facilityId } };
  return useKnown(
    `hours/${facilityId}`,
    async () => (await answer(server.GET("/api/v1/facilities/{facilityId}/opening-hours", { params }))).items,
  );
}

/** The facility's doctors, and their names by id. */
export function useDoctors(facilityId: string | undefined) {
  const params = { path: { facilityId: facilityId ?? "" } };
  const asked = useKnown(
    facilityId ? `doctors/${facilityId}` : null,
    async () => (await answer(server.GET("/api/v1/facilities/{facilityId}/doctors", { params }))).items,
  );
  return {
    doctors: asked.value ?? [],
    nameOf: (id: string) => asked.value?.find((doctor) => doctor.id === id)?.displayName ?? "",
  };
}
