package org.careturn.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** International phone numbers by which people sign in. */
final class LoginPhones {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final String NO_COUNTRY = "ZZ";

    private LoginPhones() {}

    /** In E.164, or nothing where there can be no such number. */
    static Optional<String> read(String written) {
        try {
            PhoneNumber number = UTIL.parse(written, NO_COUNTRY);
            return UTIL.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(UTIL.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
