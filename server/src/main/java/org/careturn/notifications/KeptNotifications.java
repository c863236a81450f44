package org.careturn.notifications;

import java.util.List;
import org.careturn.patients.KeptAboutPatients;
import org.springframework.stereotype.Component;

/** When two records become one, the messages go with the person; each said for himself how he wants to be told. */
@Component
class KeptNotifications implements KeptAboutPatients {
    @Override
    public List<Table> tables() {
        return List.of(
                new Table("notification", "patient_id", true, false, null, "false"),
                Table.staying("message_preference", "patient_id"));
    }
}
