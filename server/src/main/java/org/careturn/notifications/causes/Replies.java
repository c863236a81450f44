package org.careturn.notifications.causes;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.notifications.InboundMessage;
import org.careturn.notifications.ReplyWords;
import org.careturn.notifications.ReplyWords.Meaning;
import org.careturn.notifications.causes.Answers.About;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.careturn.platform.database.Columns;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentStatus;
import org.careturn.scheduling.Appointments;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.WaitingLists;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Acts on answers by SMS. A phone may serve several patients: only the appointment of the message that this phone was sent
 * last counts, and only if that is the only one that still waits for an answer.
 */
@Component
class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int OPEN = 2;

    /** Appointments that patients with this phone, or dependants of such, were asked about. */
    private static final String ASKED = """
            select distinct n.appointment_id from notification n
            join appointment a on a.id = n.appointment_id
            join patient p on p.id = n.patient_id
            left join patient m on m.id = p.merged_into
            where n.kind in ('REMINDER', 'SLOT_OFFERED') and a.status in ('BOOKED', 'PROPOSED') and a.starts_at > ?
              and n.created_at > ?::timestamptz - interval '7 days' and n.state in ('SENT', 'DELIVERED', 'UNKNOWN', 'SENDING')
              and (coalesce(m.contact_phone, p.contact_phone) = ?
                   or (coalesce(m.contact_phone, p.contact_phone) is null and exists (
                     select from guardianship g join patient r on r.id = g.guardian_id
                     left join patient s on s.id = r.merged_into
                     where g.dependant_id in (p.id, p.merged_into) and g.starts_at <= ? and (g.ends_at is null or g.ends_at > ?)
                       and coalesce(s.contact_phone, r.contact_phone) = ?)))
            limit ?""";

    private final JdbcTemplate jdbc;
    private final Appointments appointments;
    private final Bookings bookings;
    private final WaitingLists waitingLists;
    private final Answers answers;
    private final Clock clock;

    Replies(
            JdbcTemplate jdbc,
            Appointments appointments,
            Bookings bookings,
            WaitingLists waitingLists,
            Answers answers,
            Clock clock) {
        this.answers = answers;
        this.jdbc = jdbc;
        this.appointments = appointments;
        this.bookings = bookings;
        this.waitingLists = waitingLists;
        this.clock = clock;
    }

    @EventListener
    void received(InboundMessage message) {
        Meaning meaning = ReplyWords.meaning(message.text());
        if (message.isAnswered() || meaning == Meaning.STOP || meaning == Meaning.START) {
            return; // the provider answers these itself, and to a number that said STOP nothing goes
        }
        if (meaning == null || meaning == Meaning.HELP) {
            About about = meaning == null ? About.NOT_UNDERSTOOD : About.HELP;
            answers.answer(message.phone(), message.providerId(), about, null);
            return;
        }
        List<UUID> asked = asked(message.phone());
        if (asked.size() != 1) {
            About about = asked.isEmpty() ? About.NOTHING_OPEN : About.SEVERAL;
            answers.answer(message.phone(), message.providerId(), about, null);
            return;
        }
        Appointment appointment = appointments.get(Actor.SYSTEM, asked.getFirst());
        About told = act(meaning, appointment);
        if (told != null) {
            answers.answer(message.phone(), message.providerId(), told, appointment);
        }
    }

    /**
     * What to answer; null where what was done has a message of its own. The audit log of an answer that changed something is
     * the appointment's.
     */
    private @Nullable About act(Meaning meaning, Appointment appointment) {
        boolean yes = meaning == Meaning.CONFIRM;
        UUID waiting = appointment.waitingListId();
        Outcome<?> outcome;
        About done = null;
        if (appointment.status() == AppointmentStatus.PROPOSED && waiting != null) {
            outcome = yes ? waitingLists.accept(Actor.SYSTEM, waiting) : waitingLists.decline(Actor.SYSTEM, waiting);
            done = yes ? null : About.DECLINED;
        } else if (!yes) {
            outcome = bookings.cancel(Actor.SYSTEM, appointment.id(), "Answer by SMS");
        } else {
            outcome = bookings.confirm(Actor.SYSTEM, appointment.id());
            done = About.CONFIRMED;
        }
        if (outcome instanceof Outcome.Refused<?> refused) {
            LOG.info(
                    "An answer by SMS was refused: {}", refused.refusal().type().code());
            return About.REFUSED;
        }
        return done;
    }

    private List<UUID> asked(String phone) {
        Instant instant = clock.instant();
        var now = Columns.utc(instant);
        return jdbc.query(ASKED, (row, n) -> row.getObject(1, UUID.class), now, now, phone, now, now, phone, OPEN);
    }
}
