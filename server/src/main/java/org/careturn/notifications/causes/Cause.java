package org.careturn.notifications.causes;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.careturn.notifications.NewNotification;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.texts.Argument;
import org.jspecify.annotations.Nullable;

/** A message about to be staged, put together step by step; secret arguments go where they are encrypted. */
final class Cause {
    private final NotificationKind kind;
    private final String dedupeKey;
    private final Map<String, String> arguments = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private @Nullable UUID facilityId;
    private @Nullable UUID patientId;
    private @Nullable UUID visitId;
    private @Nullable UUID entryId;
    private @Nullable UUID appointmentId;

    /** The fact's name after the kind; the same fact told again has the same one. */
    Cause(NotificationKind kind, Object... fact) {
        this.kind = kind;
        StringBuilder key = new StringBuilder(kind.name());
        for (Object part : fact) {
            key.append(':').append(part);
        }
        this.dedupeKey = key.toString();
    }

    String key() {
        return dedupeKey;
    }

    Cause of(UUID facility, UUID patient) {
        facilityId = facility;
        patientId = patient;
        return this;
    }

    Cause visit(UUID visit, @Nullable UUID entry) {
        visitId = visit;
        entryId = entry;
        return this;
    }

    Cause appointment(UUID appointment) {
        appointmentId = appointment;
        return this;
    }

    Cause with(String name, @Nullable Object value) {
        if (value != null) {
            (Argument.isSecret(kind, name) ? secrets : arguments).put(name, value.toString());
        }
        return this;
    }

    NewNotification between(Instant notBefore, Instant usefulUntil) {
        return made(null, null, notBefore, usefulUntil);
    }

    NewNotification toPhone(String phone, @Nullable String language, Instant notBefore, Instant usefulUntil) {
        return made(phone, language, notBefore, usefulUntil);
    }

    private NewNotification made(
            @Nullable String phone, @Nullable String language, Instant notBefore, Instant usefulUntil) {
        return new NewNotification(
                kind,
                dedupeKey,
                facilityId,
                patientId,
                null,
                visitId,
                entryId,
                appointmentId,
                phone,
                language,
                Map.copyOf(arguments),
                Map.copyOf(secrets),
                notBefore,
                usefulUntil);
    }
}
