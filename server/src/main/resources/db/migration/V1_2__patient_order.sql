-- A facility's patients are paged in this order.
create index patient_by_name on patient (lower(name), id);
