package org.careturn.sync;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What mutations take, in their present version. */
final class Args {
    private static final String UUID_7 = "(?i)[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private Args() {}

    record TakeTicket(
            @NotNull @Pattern(regexp = UUID_7) String visitId,
            @NotNull UUID facilityId,
            @NotNull UUID patientId,

            @NotNull @Size(min = 1, max = 50) List<@NotNull @Size(min = 1, max = 10) List<@NotNull UUID>> steps,

            @NotNull @Size(min = 1, max = 10) List<@NotNull @Pattern(regexp = UUID_7) String> entryIds,
            @Nullable Urgency urgency,
            @Nullable @Size(max = 10) List<@NotNull @Size(max = 40) String> priorityGroups,
            @Nullable UUID doctorId,
            @Nullable @Size(min = 1, max = 500) String reason,
            @Nullable @Size(min = 1, max = 500) String reasonForComing,
            @Nullable UUID leaseId,
            @Nullable @Min(1) @Max(999_999) Integer sequence,
            @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{22}") String token) {}

    record CheckIn(
            @NotNull UUID appointmentId,
            @NotNull UUID facilityId,
            @Nullable @Size(max = 10) List<@NotNull @Size(max = 40) String> priorityGroups,
            @Nullable @Size(min = 1, max = 500) String reason,
            @Nullable @Pattern(regexp = UUID_7) String visitId,
            @Nullable @Pattern(regexp = UUID_7) String entryId) {}

    record UndoCheckIn(@NotNull UUID appointmentId, @NotNull UUID visitId) {}

    record Book(
            @NotNull @Pattern(regexp = UUID_7) String id,
            @NotNull UUID serviceId,
            @NotNull UUID doctorId,
            @NotNull Instant start,
            @NotNull UUID patientId,
            @Nullable @Size(min = 1, max = 500) String reason,
            @Nullable Boolean overbook) {}

    record CancelAppointment(
            @NotNull UUID appointmentId,
            @Nullable @Size(min = 1, max = 500) String reason) {}

    record OfCall(@NotNull UUID entryId, @NotNull UUID callId) {}

    record Serve(
            @NotNull UUID entryId,
            @NotNull UUID callId,
            @Nullable @Valid NextUrgency nextUrgency) {}

    record NextUrgency(
            @NotNull Urgency urgency,
            @NotBlank @Size(max = 500) String reason) {}

    record OfEntry(@NotNull UUID entryId) {}

    record WithReason(
            @NotNull UUID entryId,
            @Nullable @Size(max = 500) String reason) {}

    /** Of one of both. */
    record RunningLate(
            @Nullable UUID entryId,
            @Nullable UUID appointmentId,
            @Min(0) @Max(240) int minutes) {}

    record Move(
            @NotNull UUID entryId,
            @Nullable UUID afterEntryId,
            @NotBlank @Size(max = 500) String reason) {}

    record SetUrgency(
            @NotNull UUID entryId,
            @NotNull Urgency urgency,
            @NotBlank @Size(max = 500) String reason) {}

    record Bind(@NotNull UUID entryId, @Nullable UUID doctorId) {}

    record Transfer(
            @NotNull UUID entryId,
            @NotNull @Size(min = 1, max = 10) List<@NotNull UUID> queueIds,
            boolean returns,
            @Nullable @Size(max = 500) String reason) {}

    record LateEntry(
            @NotNull UUID entryId,
            @NotNull Instant startedAt,
            @NotNull Instant endedAt,
            @Nullable UUID roomId) {}

    record Undo(@NotNull UUID entryId, @Min(1) long version) {}

    record ChangeProfile(
            @NotNull UUID patientId,
            @NotNull @Size(min = 1, max = 9) Map<String, Map<String, @Nullable JsonNode>> fields) {}

    record AddNote(
            @NotNull UUID patientId,
            @NotNull @Pattern(regexp = UUID_7) String id,

            @NotNull
            @Size(min = 1, max = 4000)
            @Pattern(
                    regexp =
                            "(?=[\\s\\S]*[\\p{L}\\p{N}])[^\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F\\u2028-\\u202E\\u2066-\\u2069]*")
            String text) {}
}
