package org.careturn.notifications;

import java.time.Clock;
import org.careturn.platform.database.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Numbers that want no SMS. */
@Service
public class OptOuts {
    private final JdbcTemplate jdbc;
    private final Clock clock;

    OptOuts(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void stop(String phone) {
        jdbc.update(
                "insert into sms_opt_out (phone, at) values (?, ?) on conflict do nothing",
                phone,
                Columns.utc(clock.instant()));
    }

    public void start(String phone) {
        jdbc.update("delete from sms_opt_out where phone = ?", phone);
    }

    public boolean isStopped(String phone) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select from sms_opt_out where phone = ?)", Boolean.class, phone));
    }
}
