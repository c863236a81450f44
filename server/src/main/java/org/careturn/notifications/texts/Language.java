package org.careturn.notifications.texts;

import com.ibm.icu.util.ULocale;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language that messages are written in. */
public enum Language {
    EN,
    ES,
    FR,
    PT,
    AR,
    HI,
    SW;

    /** BCP 47. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With European digits everywhere: the ticket and the displays have them, too. */
    ULocale locale() {
        return ULocale.forLanguageTag(tag() + "-u-nu-latn");
    }

    /** The language of a tag such as {@code pt-BR}; English where it is another one or none. */
    public static Language of(@Nullable String tag) {
        String language = tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
        for (Language one : values()) {
            if (one.tag().equals(language)) {
                return one;
            }
        }
        return EN;
    }
}
