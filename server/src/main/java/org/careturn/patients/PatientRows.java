package org.careturn.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.patients.Patient.Sex;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A record as it stands in its row. */
final class PatientRows {
    static final String SELECT = """
            select p.id, p.name, p.alias, p.birth_date, p.birth_precision, p.contact_phone, p.other_phones, p.sex,
              p.language, p.address, p.allergies, p.priority_groups, p.created_at, p.version
            from patient p""";
    private static final TypeReference<List<Allergy>> ALLERGIES = new TypeReference<>() {};

    private PatientRows() {}

    static Patient of(ResultSet row, int n) throws SQLException {
        String name = row.getString("name");
        String alias = row.getString("alias");
        LocalDate birthDate = row.getObject("birth_date", LocalDate.class);
        String sex = row.getString("sex");
        return new Patient(
                row.getObject("id", UUID.class),
                name,
                alias,
                !name.equals(alias),
                birthDate,
                birthDate == null ? null : Birth.Precision.valueOf(row.getString("birth_precision")),
                row.getString("contact_phone"),
                Columns.list(row, "other_phones", String.class),
                sex == null ? null : Sex.valueOf(sex),
                row.getString("language"),
                row.getString("address"),
                allergies(row.getString("allergies")),
                Columns.list(row, "priority_groups", String.class),
                row.getTimestamp("created_at").toInstant(),
                row.getLong("version"));
    }

    static List<Allergy> allergies(String json) {
        return JsonMapper.shared().readValue(json, ALLERGIES);
    }

    static String json(List<Allergy> allergies) {
        return JsonMapper.shared().writeValueAsString(allergies);
    }

    /** The column has a value where there is no date, too. */
    static String precision(@Nullable Birth birth) {
        return (birth == null ? Birth.Precision.DAY : birth.precision()).name();
    }

    static @Nullable String name(@Nullable Sex sex) {
        return sex == null ? null : sex.name();
    }
}
