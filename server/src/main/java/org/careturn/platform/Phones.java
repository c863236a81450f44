package org.careturn.platform;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Phone numbers as people write them. */
public final class Phones {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final String NO_COUNTRY = "ZZ";

    private Phones() {}

    /** As {@link #read(String, String)}, of a number that is written with its country. */
    public static Optional<String> read(String written) {
        return read(written, NO_COUNTRY);
    }

    /**
     * The number in E.164, or nothing where there can be no such number.
     *
     * @param country in which a national number is meant, ISO 3166; {@code ZZ} for none
     */
    public static Optional<String> read(String written, String country) {
        if (written.contains(";phone-context=")) {
            return Optional.empty(); // of addresses, not of people, and the library fails at some that are malformed
        }
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
