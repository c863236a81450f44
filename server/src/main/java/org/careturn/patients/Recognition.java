package org.careturn.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.platform.Phones;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who somebody may be that has typed what the patient knows, and who isn't signed in. */
@Component
public class Recognition {
    private final JdbcClient jdbc;

    Recognition(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those known in the facility who are told by this phone, as it is dialled there, and were born on that day. */
    @Transactional(readOnly = true)
    public List<UUID> byPhone(Facility facility, String phone, LocalDate birthDate) {
        return Phones.read(phone, facility.country())
                .map(number -> jdbc.sql("""
                                select p.id from patient p join patient_facility f on f.patient_id = p.id
                                where p.contact_phone = ? and p.birth_date = ? and p.birth_precision = 'DAY'
                                  and f.facility_id = ? and p.merged_into is null and p.erased_at is null""")
                        .params(number, birthDate, facility.id())
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list())
                .orElse(List.of());
    }
}
