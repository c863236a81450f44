package org.careturn.patients;

import java.util.List;
import org.springframework.stereotype.Component;

/** The tables of this module, which the merge itself knows how to treat. */
@Component
class PatientsTables implements KeptAboutPatients {

    @Override
    public List<Table> tables() {
        return List.of(
                Table.staying("patient", "merged_into"),
                Table.staying("patient_facility", "patient_id"),
                Table.staying("patient_field", "patient_id"),
                Table.staying("patient_consent", "patient_id"), // read with the other record's, see Consents
                Table.staying("guardianship", "guardian_id"), // read through the alias
                Table.staying("guardianship", "dependant_id"),
                new Table("patient_note", "patient_id", true, false, null, "false"),
                Table.staying("patient_merge", "patient_id"),
                Table.staying("patient_merge", "duplicate_id"),
                Table.staying("patient_duplicate", "patient_id"),
                Table.staying("patient_duplicate", "other_id"));
    }
}
