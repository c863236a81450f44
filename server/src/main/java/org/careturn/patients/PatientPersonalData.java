package org.careturn.patients;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.careturn.identity.AccountErasure;
import org.careturn.platform.PersonalData;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The record itself, and the account by which the patient signs in. */
@Component
class PatientPersonalData implements PersonalData {
    private static final String ERASE = """
            update patient set name = 'Erased', search_name = '', alias = null, birth_date = null, birth_precision = 'DAY', contact_phone = null,
              other_phones = '{}', sex = null, language = null, address = null, allergies = '[]', priority_groups = '{}',
              account_id = null
            where id = ?""";
    private static final String READ = """
            select p.name, p.alias, p.birth_date::text, p.birth_precision, p.contact_phone, p.other_phones, p.sex, p.language,
              p.address, p.allergies, p.priority_groups, p.created_at, a.user_name, a.login_phone,
              array(select f.name from patient_facility k join facility f on f.id = k.facility_id
                    where k.patient_id = p.id order by f.name) as facilities
            from patient p left join account a on a.id = p.account_id where p.id = ?""";

    private final JdbcTemplate jdbc;
    private final AccountErasure accounts;

    PatientPersonalData(JdbcTemplate jdbc, AccountErasure accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    @Override
    public String section() {
        return "record";
    }

    @Override
    public Object export(UUID patientId) {
        return jdbc.query(
                READ,
                (row, n) -> {
                    Map<String, @Nullable Object> record = new LinkedHashMap<>();
                    record.put("name", row.getString("name"));
                    record.put("alias", row.getString("alias"));
                    record.put("birthDate", row.getString("birth_date"));
                    record.put("birthPrecision", row.getString("birth_precision"));
                    record.put("contactPhone", row.getString("contact_phone"));
                    record.put("otherPhones", Columns.list(row, "other_phones", String.class));
                    record.put("sex", row.getString("sex"));
                    record.put("language", row.getString("language"));
                    record.put("address", row.getString("address"));
                    record.put("allergies", PatientRows.allergies(row.getString("allergies")));
                    record.put("priorityGroups", Columns.list(row, "priority_groups", String.class));
                    record.put("createdAt", row.getTimestamp("created_at").toInstant());
                    record.put("userName", row.getString("user_name"));
                    record.put("loginPhone", row.getString("login_phone"));
                    record.put("knownIn", Columns.list(row, "facilities", String.class));
                    return record;
                },
                patientId);
    }

    @Override
    public Set<String> erases() {
        return Set.of(
                "patient.name",
                "patient.search_name",
                "patient_word.word", // by a trigger, with the search name
                "name_word.word",
                "name_deletion.word",
                "name_deletion.rest",
                "patient.alias",
                "patient.birth_date",
                "patient.birth_precision",
                "patient.contact_phone",
                "patient.other_phones",
                "patient.sex",
                "patient.language",
                "patient.address",
                "patient.allergies",
                "patient.priority_groups",
                "account.display_name",
                "account.login_phone",
                "account.user_name",
                "account.password_hash",
                "session.client_label",
                "refresh_token.hash",
                "refresh_token.successor",
                "one_time_code.code_hash",
                "second_factor.secret",
                "recovery_code.hash");
    }

    @Override
    public void erase(UUID patientId) {
        jdbc.queryForList("select account_id from patient where id = ?", UUID.class, patientId).stream()
                .filter(Objects::nonNull)
                .forEach(accounts::erase);
        List<String> names = jdbc.query(
                "select search_name from patient where id = ? and search_name is not null",
                (row, n) -> row.getString(1),
                patientId);
        jdbc.update(ERASE, patientId);
        for (String name : names) {
            jdbc.queryForList("select forget_words(string_to_array(?, ' '))", name);
        }
    }
}
