package org.careturn.notifications;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Stands in until there are preferences: the phone of the record, and push first where there is a device. */
@Component
class PlainRecipients implements Recipients {
    private final JdbcTemplate jdbc;
    private final PushDevices devices;

    PlainRecipients(JdbcTemplate jdbc, PushDevices devices) {
        this.jdbc = jdbc;
        this.devices = devices;
    }

    private record Person(@Nullable String phone, @Nullable UUID accountId, @Nullable String language) {}

    @Override
    public Recipient of(Notification notification) {
        Person person = person(notification);
        List<String> tokens = person.accountId == null ? List.of() : devices.tokens(person.accountId);
        String language = notification.language() != null
                ? notification.language()
                : person.language != null ? person.language : "en";
        List<Channel> channels = tokens.isEmpty() ? List.of(Channel.SMS) : List.of(Channel.PUSH, Channel.SMS);
        return new Recipient(person.phone, tokens, channels, language, null);
    }

    private Person person(Notification notification) {
        if (notification.phone() != null) {
            return new Person(notification.phone(), null, null);
        }
        if (notification.patientId() != null) {
            return jdbc
                    .query(
                            "select coalesce(m.contact_phone, p.contact_phone) as phone, coalesce(m.account_id, p.account_id) as account_id,"
                                    + " coalesce(m.language, p.language) as language"
                                    + " from patient p left join patient m on m.id = p.merged_into where p.id = ?",
                            (row, n) -> new Person(
                                    row.getString("phone"),
                                    row.getObject("account_id", UUID.class),
                                    row.getString("language")),
                            notification.patientId())
                    .stream()
                    .findFirst()
                    .orElse(new Person(null, null, null));
        }
        return new Person(null, notification.accountId(), null);
    }
}
