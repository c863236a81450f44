package org.careturn.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Columns as the records want them, and back. */
public final class Columns {
    private Columns() {}

    public static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static @Nullable UUID idOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    public static <T> List<T> list(ResultSet row, String column, Class<T> type) throws SQLException {
        List<T> list = new ArrayList<>();
        for (Object value : (Object[]) row.getArray(column).getArray()) {
            list.add(type.cast(value));
        }
        return List.copyOf(list);
    }

    /** Ids as a parameter for {@code ?::text[]::uuid[]}. */
    public static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    /**
     * So many parameters for {@code in (%s)}. Where few ids are usual the database keeps a plan for each number of them;
     * for an array it plans anew each time.
     */
    public static String parameters(Collection<UUID> ids) {
        return String.join(", ", Collections.nCopies(ids.size(), "?"));
    }
}
