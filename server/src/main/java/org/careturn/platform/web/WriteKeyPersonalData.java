package org.careturn.platform.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.platform.PersonalData;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers that are kept for two days, in case a request is sent again, may show the patient. */
@Component
class WriteKeyPersonalData implements PersonalData {
    private final JdbcTemplate jdbc;

    WriteKeyPersonalData(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String section() {
        return "keptAnswers";
    }

    @Override
    public Object export(UUID patientId) {
        return List.of(); // repeats what the other sections say
    }

    @Override
    public Set<String> erases() {
        return Set.of("idempotency_key.body");
    }

    @Override
    public void erase(UUID patientId) {
        jdbc.update("delete from idempotency_key where strpos(body, ?) > 0", patientId.toString());
    }
}
