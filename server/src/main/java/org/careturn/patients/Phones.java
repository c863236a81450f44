package org.careturn.patients;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Phone numbers as people write them. */
final class Phones {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    private Phones() {}

    /**
     * The number in E.164, or nothing where there can be no such number.
     *
     * @param country in which a national number is meant, ISO 3166; {@code ZZ} for none
     */
    static Optional<String> read(String written, String country) {
        try {
            PhoneNumber number = UTIL.parse(written, country);
            return UTIL.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(UTIL.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
