package org.careturn.notifications.texts;

/**
 * How an SMS is sent and charged, by 3GPP TS 23.038 and 23.040.
 *
 * @param units septets in GSM-7, an escaped character counting two; UTF-16 code units in UCS-2
 * @param segments of 160 septets or 70 code units; where there are several, of 153 or 67
 */
public record SmsSize(Encoding encoding, int units, int segments) {
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
                    + "abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    /** The alphabet of an SMS. */
    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int joined;

        Encoding(int alone, int joined) {
            this.alone = alone;
            this.joined = joined;
        }
    }

    /** The size of this text; an empty one is sent as one segment. */
    public static SmsSize of(String text) {
        boolean gsm = text.chars().allMatch(c -> septets((char) c) > 0);
        Encoding encoding = gsm ? Encoding.GSM_7 : Encoding.UCS_2;
        int units = gsm ? text.chars().map(c -> septets((char) c)).sum() : text.length();
        return new SmsSize(encoding, units, units <= encoding.alone ? 1 : segments(text, encoding));
    }

    /** No character is torn: neither an escaped one of two septets nor one of two code units. */
    private static int segments(String text, Encoding encoding) {
        int segments = 1;
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int width = encoding == Encoding.GSM_7 ? septets(text.charAt(i)) : Character.charCount(text.codePointAt(i));
            if (used + width > encoding.joined) {
                segments++;
                used = 0;
            }
            used += width;
            i += encoding == Encoding.GSM_7 ? 1 : width;
        }
        return segments;
    }

    /**
     * Replaces what looks the same in the cheaper alphabet: the spaces that dates of ICU contain, typographic quotes and
     * dashes. Nothing else changes.
     */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\u00a0', '\u202f', '\u2009' -> plain.append(' ');
                case '\u2018', '\u2019' -> plain.append('\'');
                case '\u201c', '\u201d' -> plain.append('"');
                case '\u2013', '\u2014' -> plain.append('-');
                case '\u2026' -> plain.append("...");
                default -> plain.append(c);
            }
        }
        return plain.toString();
    }

    private static int septets(char c) {
        return BASIC.indexOf(c) >= 0 ? 1 : EXTENSION.indexOf(c) >= 0 ? 2 : 0;
    }
}
