package org.careturn.patients;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.careturn.identity.KnownBirthDates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets a phone that has changed hands open nobody else's record. */
@Component
class BirthDatesOfAccounts implements KnownBirthDates {
    private final JdbcClient jdbc;

    BirthDatesOfAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LocalDate> of(UUID accountId) {
        return jdbc.sql("""
                        select birth_date from patient
                        where account_id = ? and birth_precision = 'DAY' and merged_into is null""").param(accountId).query(LocalDate.class).optional();
    }
}
