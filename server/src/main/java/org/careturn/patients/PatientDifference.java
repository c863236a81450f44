package org.careturn.patients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.careturn.patients.Profile.Field;
import org.jspecify.annotations.Nullable;

/** What a change of a record did. Only the values are personal. */
record PatientDifference(List<Field> fields, Map<String, @Nullable Object> values) {

    /** The values as {@code from} and {@code to}; with nothing before, only those that there are. */
    static PatientDifference of(@Nullable Profile before, Profile after) {
        List<Field> fields = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            Object from = before == null ? null : field.of(before);
            Object to = field.of(after);
            boolean empty = to == null || to.equals(List.of());
            if (before == null ? !empty : !Objects.equals(from, to)) {
                Map<String, @Nullable Object> change = new LinkedHashMap<>();
                if (before != null) {
                    change.put("from", from);
                }
                change.put("to", to);
                fields.add(field);
                values.put(field.name(), change);
            }
        }
        return new PatientDifference(List.copyOf(fields), values);
    }

    @Override
    public String toString() {
        return "PatientDifference" + fields;
    }
}
