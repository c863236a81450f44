package org.careturn.patients;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a change of a record did. Only the values are personal. */
record PatientDifference(List<String> fields, Map<String, @Nullable Object> values) {
    private static final Map<String, Function<Patient, @Nullable Object>> FIELDS = fieldsOfRecords();

    private static Map<String, Function<Patient, @Nullable Object>> fieldsOfRecords() {
        Map<String, Function<Patient, @Nullable Object>> fields = new LinkedHashMap<>();
        fields.put("name", Patient::name);
        fields.put("birthDate", Patient::birthDate);
        fields.put("contactPhone", Patient::contactPhone);
        fields.put("sex", Patient::sex);
        fields.put("language", Patient::language);
        return fields;
    }

    /** The values as {@code from} and {@code to}; with nothing before, only those that there are. */
    static PatientDifference of(@Nullable Patient before, Patient after) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        FIELDS.forEach((name, field) -> {
            Object from = before == null ? null : field.apply(before);
            Object to = field.apply(after);
            if (!Objects.equals(from, to)) {
                Map<String, @Nullable Object> change = new LinkedHashMap<>();
                if (before != null) {
                    change.put("from", from);
                }
                change.put("to", to);
                values.put(name, change);
            }
        });
        return new PatientDifference(List.copyOf(values.keySet()), values);
    }

    @Override
    public String toString() {
        return "PatientDifference" + fields;
    }
}
