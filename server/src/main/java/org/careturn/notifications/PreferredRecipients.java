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
import org.careturn.facilities.QuietHours;
import org.careturn.patients.Consents;
import org.careturn.patients.PatientAliases;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom a message reaches: the patient's own phone and devices, or a guardian's where the patient has none; by the channels
 * that nobody has said no to, the preferred one first; not in quiet hours unless it is urgent; nobody where it has become
 * pointless, or isn't wanted.
 */
@Component
class PreferredRecipients implements Recipients {
    private static final String PERSON = """
            select p.id, p.contact_phone as phone, p.account_id, p.language, 0 as place from patient p
            where p.id = :id and p.erased_at is null
            union all
            select g.id, g.contact_phone, g.account_id, g.language, 1 + row_number() over (order by s.starts_at, s.id)
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
            UUID id,
            @Nullable String phone,
            @Nullable UUID accountId,
            @Nullable String language) {}

    @Override
    public Recipient of(Notification notification) {
        if (notification.phone() != null) {
            return new Recipient(
                    notification.phone(), List.of(), List.of(Channel.SMS), language(notification, null), null, null);
        }
        UUID patientId = notification.patientId() == null ? null : aliases.current(notification.patientId());
        if (patientId == null) {
            List<String> own = notification.accountId() == null ? List.of() : devices.tokens(notification.accountId());
            return new Recipient(null, own, List.of(Channel.PUSH), language(notification, null), null, null);
        }
        List<Person> people = people(patientId);
        String phone = people.stream()
                .filter(person -> isWilling(person, patientId, Consents.Kind.SMS))
                .map(Person::phone)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<String> tokens = people.stream()
                .filter(person -> isWilling(person, patientId, Consents.Kind.PUSH))
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
        Preferences.Preference preference = preferences.current(patientId);
        Withheld withheld = withheld(notification, patientId, preference);
        List<Channel> channels = new ArrayList<>();
        if (preference.pushAllowed() && !tokens.isEmpty()) {
            channels.add(Channel.PUSH);
        }
        if (preference.smsAllowed()) {
            channels.add(preference.channel() == Preferences.Choice.SMS ? 0 : channels.size(), Channel.SMS);
        }
        return new Recipient(
                phone,
                tokens,
                List.copyOf(channels),
                language(notification, language),
                quietUntil(notification),
                withheld == null && channels.isEmpty() ? Withheld.REFUSED : withheld);
    }

    /** A guardian's no holds for the own phone, whomever a message is about; the patient's own is asked before. */
    private boolean isWilling(Person person, UUID patientId, Consents.Kind kind) {
        return person.id.equals(patientId) || !consents.isRefused(person.id, kind);
    }

    private @Nullable Withheld withheld(Notification notification, UUID patientId, Preferences.Preference preference) {
        Withheld overtaken = pointless.why(notification);
        if (overtaken != null) {
            return overtaken;
        }
        if (preference.channel() == Preferences.Choice.NONE) {
            return Withheld.NO_MESSAGES;
        }
        return switch (notification.kind().basis()) {
            case SERVICE -> null;
            case REMINDERS -> {
                Boolean chosen = preference.reminders();
                boolean wanted = chosen == null ? policy(notification).remindersByDefault() : chosen;
                yield wanted ? null : Withheld.NO_REMINDERS;
            }
            case FEEDBACK -> {
                Boolean wanted = consents.said(patientId).get(Consents.Kind.FEEDBACK);
                boolean asked = wanted == null ? policy(notification).feedbackByDefault() : wanted;
                yield asked ? null : Withheld.NO_FEEDBACK;
            }
        };
    }

    private FacilityPolicy policy(Notification notification) {
        return facilities.policy(Objects.requireNonNull(notification.facilityId()));
    }

    private List<Person> people(UUID patientId) {
        return jdbc.sql(PERSON)
                .param("id", patientId)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, n) -> new Person(
                        row.getObject("id", UUID.class),
                        row.getString("phone"),
                        row.getObject("account_id", UUID.class),
                        row.getString("language")))
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
