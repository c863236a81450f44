package org.careturn.patients;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param ageOfMajority in years, at which a guardianship of a child ends by itself */
@ConfigurationProperties("careturn.patients")
record PatientSettings(@DefaultValue("18") int ageOfMajority) {
    PatientSettings {
        if (ageOfMajority < 12 || ageOfMajority > 25) {
            throw new IllegalArgumentException("careturn.patients.age-of-majority is between 12 and 25 years.");
        }
    }
}
