package org.careturn.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Role;

/** Rows of {@code account_role}, read as an array of {@code role || ' ' || facility_id}. */
final class Roles {
    private Roles() {}

    static List<Grant> read(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        List<Grant> grants = new ArrayList<>();
        for (String pair : (String[]) array.getArray()) {
            int space = pair.indexOf(' ');
            String facility = pair.substring(space + 1);
            grants.add(new Grant(
                    Role.valueOf(pair.substring(0, space)), facility.isEmpty() ? null : UUID.fromString(facility)));
        }
        return List.copyOf(grants);
    }
}
