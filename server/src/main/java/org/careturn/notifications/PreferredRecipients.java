package org.careturn.notifications;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.FacilityPolicy;
import org.careturn.patients.Consents;
import org.careturn.patients.PatientAliases;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom a message reaches: the patient's own phone and devices, or a guardian's where the patient has none; by the channels
 * that were consented to, the preferred one first; not in quiet hours unless it is urgent; nobody where it has become
 * pointless.
 */
@Component
class PreferredRecipients implements Recipients {
    private static final String PERSON = """
            select p.contact_phone as phone, p.account_id, p.language, 0 as place from patient p
            where p.id = :id and p.erased_at is null
            union all
            select g.contact_phone, g.account_id, g.language, 1 + row_number() over (order by s.starts_at, s.id)
            from guardianship s
            join patient d on d.id = s.dependant_id
            join patient r on r.id = s.guardian_id
            join patient g on g.id = coalesce(r.merged_into, r.id)
            where :id in (d.id, d.merged_into) and s.starts_at <= :now and (s.ends_at is null or s.ends_at > :now)
              and g.erased_at is null
            order by place limit 5""";

    private final JdbcClient jdbc;
    private final PushDevices devices;
    private final PatientAliases aliases;
    private final Consents consents;
    private final Preferences preferences;
    private final Pointless pointless;
    private final Facilities facilities;
    private final Clock clock;

    PreferredRecipients(
            JdbcClient jdbc,
            PushDevices devices,
            PatientAliases aliases,
            Consents consents,
            Preferences preferences,
            Pointless pointless,
            Facilities facilities,
            Clock clock) {
        this.jdbc = jdbc;
        this.devices = devices;
        this.aliases = aliases;
        this.consents = consents;
        this.preferences = preferences;
        this.pointless = pointless;
        this.facilities = facilities;
        this.clock = clock;
    }

    private record Person(
            @Nullable String phone,
            @Nullable UUID accountId,
            @Nullable String language) {}

    @Override
    public Recipient of(Notification notification) {
        if (notification.phone() != null) {
            return new Recipient(
                    notification.phone(), List.of(), List.of(Channel.SMS), language(notification, null), null);
        }
        UUID patientId = notification.patientId() == null ? null : aliases.current(notification.patientId());
        if (patientId == null) {
            List<String> own = notification.accountId() == null ? List.of() : devices.tokens(notification.accountId());
            return new Recipient(
                    null, own, own.isEmpty() ? List.of() : List.of(Channel.PUSH), language(notification, null), null);
        }
        List<Person> people = people(patientId);
        String phone = people.stream()
                .map(Person::phone)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<String> tokens = people.stream()
                .map(Person::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(account -> devices.tokens(account).stream())
                .distinct()
                .toList();
        String language = people.stream()
                .map(Person::language)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Recipient(
                phone,
                tokens,
                pointless.isPointless(notification) ? List.of() : channels(notification, patientId, tokens),
                language(notification, language),
                quietUntil(notification));
    }

    private List<Channel> channels(Notification notification, UUID patientId, List<String> tokens) {
        Preferences.Preference preference = preferences.current(patientId);
        boolean wanted = notification.kind() != NotificationKind.REMINDER || preference.reminders();
        boolean asked = notification.kind() != NotificationKind.VISIT_FINISHED
                || consents.isGranted(patientId, Consents.Kind.FEEDBACK);
        if (!wanted || !asked || preference.channel() == Preferences.Choice.NONE) {
            return List.of();
        }
        List<Channel> channels = new ArrayList<>();
        if (!tokens.isEmpty() && consents.isGranted(patientId, Consents.Kind.PUSH)) {
            channels.add(Channel.PUSH);
        }
        if (consents.isGranted(patientId, Consents.Kind.SMS)) {
            channels.add(preference.channel() == Preferences.Choice.SMS ? 0 : channels.size(), Channel.SMS);
        }
        return List.copyOf(channels);
    }

    private List<Person> people(UUID patientId) {
        return jdbc.sql(PERSON)
                .param("id", patientId)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, n) -> new Person(
                        row.getString("phone"), row.getObject("account_id", UUID.class), row.getString("language")))
                .list();
    }

    private @Nullable Instant quietUntil(Notification notification) {
        if (notification.facilityId() == null || !notification.kind().respectsQuietHours()) {
            return null;
        }
        Facility facility = facilities.facility(notification.facilityId());
        FacilityPolicy policy = facilities.policy(notification.facilityId());
        return QuietHours.end(clock.instant(), facility.timeZone(), policy.quietFrom(), policy.quietUntil())
                .orElse(null);
    }

    private static String language(Notification notification, @Nullable String known) {
        return notification.language() != null ? notification.language() : known != null ? known : "en";
    }
}
