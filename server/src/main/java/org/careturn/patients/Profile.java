package org.careturn.patients;

import java.util.List;
import org.careturn.patients.Patient.Sex;
import org.jspecify.annotations.Nullable;

/**
 * What people change in a record, each field for itself.
 *
 * @param otherPhones E.164, beside the one by which the person is told
 * @param priorityGroups codes such as AGE, PREGNANCY, DISABILITY
 */
public record Profile(
        String name,
        @Nullable Birth birth,
        @Nullable String contactPhone,
        List<String> otherPhones,
        @Nullable Sex sex,
        @Nullable String language,
        @Nullable String address,
        List<Allergy> allergies,
        List<String> priorityGroups) {

    /** The fields, each for itself. */
    public enum Field {
        NAME,
        BIRTH_DATE,
        CONTACT_PHONE,
        OTHER_PHONES,
        SEX,
        LANGUAGE,
        ADDRESS,
        ALLERGIES,
        PRIORITY_GROUPS;

        /** Whether patients change it themselves. */
        boolean isOwn() {
            return switch (this) {
                case CONTACT_PHONE, OTHER_PHONES, LANGUAGE, ADDRESS, ALLERGIES -> true;
                case NAME, BIRTH_DATE, SEX, PRIORITY_GROUPS -> false;
            };
        }

        @Nullable
        Object of(Profile profile) {
            return switch (this) {
                case NAME -> profile.name;
                case BIRTH_DATE -> profile.birth;
                case CONTACT_PHONE -> profile.contactPhone;
                case OTHER_PHONES -> profile.otherPhones;
                case SEX -> profile.sex;
                case LANGUAGE -> profile.language;
                case ADDRESS -> profile.address;
                case ALLERGIES -> profile.allergies;
                case PRIORITY_GROUPS -> profile.priorityGroups;
            };
        }
    }

    static final int MOST_OTHER_PHONES = 5;
    static final int MOST_ALLERGIES = 50;
    static final int MOST_PRIORITY_GROUPS = 20;

    /** Whether one record holds all of it; what several people added, or two records had, may be too much. */
    boolean fits() {
        return otherPhones.size() <= MOST_OTHER_PHONES
                && allergies.size() <= MOST_ALLERGIES
                && priorityGroups.size() <= MOST_PRIORITY_GROUPS;
    }

    @Override
    public String toString() {
        return "Profile[]";
    }
}
