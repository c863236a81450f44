package org.careturn.notifications;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words by which people answer an SMS. The first of each list is the one that texts name. English words count in every
 * language, as providers know them.
 */
public final class ReplyWords {

    /** What an answer means. */
    public enum Meaning {
        STOP,
        START,
        HELP,
        CONFIRM,
        CANCEL
    }

    private static final int LONGEST = 40;

    private static final Map<Meaning, List<String>> ENGLISH = Map.of(
            Meaning.STOP, List.of("STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT"),
            Meaning.START, List.of("START", "UNSTOP", "SUBSCRIBE"),
            Meaning.HELP, List.of("HELP", "INFO"),
            Meaning.CONFIRM, List.of("YES", "Y", "CONFIRM", "OK", "OKAY"),
            Meaning.CANCEL, List.of("CANCEL", "NO", "N"));

    private static final Map<String, Map<Meaning, List<String>>> WORDS = Map.of(
            "en",
            ENGLISH,
            "es",
            Map.of(
                    Meaning.STOP, List.of("ALTO", "PARAR", "BAJA", "DETENER"),
                    Meaning.START, List.of("INICIAR", "ALTA", "EMPEZAR"),
                    Meaning.HELP, List.of("AYUDA"),
                    Meaning.CONFIRM, List.of("SÍ", "S", "CONFIRMAR", "CONFIRMO", "VALE"),
                    Meaning.CANCEL, List.of("CANCELAR", "CANCELO", "ANULAR")),
            "fr",
            Map.of(
                    Meaning.STOP, List.of("ARRET", "ARRETER", "DESABONNER"),
                    Meaning.START, List.of("COMMENCER", "REPRENDRE"),
                    Meaning.HELP, List.of("AIDE"),
                    Meaning.CONFIRM, List.of("OUI", "CONFIRMER", "CONFIRME"),
                    Meaning.CANCEL, List.of("ANNULER", "NON", "ANNULE")),
            "pt",
            Map.of(
                    Meaning.STOP, List.of("PARAR", "SAIR", "PARE"),
                    Meaning.START, List.of("INICIAR", "COMECAR", "VOLTAR"),
                    Meaning.HELP, List.of("AJUDA"),
                    Meaning.CONFIRM, List.of("SIM", "CONFIRMAR", "CONFIRMO"),
                    Meaning.CANCEL, List.of("CANCELAR", "NÃO", "DESMARCAR")),
            "ar",
            Map.of(
                    Meaning.STOP, List.of("توقف", "ايقاف", "وقف"),
                    Meaning.START, List.of("ابدأ", "بدء", "اشتراك"),
                    Meaning.HELP, List.of("مساعدة"),
                    Meaning.CONFIRM, List.of("نعم", "تأكيد", "موافق"),
                    Meaning.CANCEL, List.of("إلغاء", "لا", "الغاء")),
            "hi",
            Map.of(
                    Meaning.STOP, List.of("बंद", "रोकें", "रुको", "BAND"),
                    Meaning.START, List.of("शुरू", "चालू", "SHURU"),
                    Meaning.HELP, List.of("मदद", "सहायता", "MADAD"),
                    Meaning.CONFIRM, List.of("हाँ", "हां", "पुष्टि", "HAAN"),
                    Meaning.CANCEL, List.of("रद्द", "नहीं", "NAHI")),
            "sw",
            Map.of(
                    Meaning.STOP, List.of("ACHA", "SIMAMISHA", "ONDOA"),
                    Meaning.START, List.of("ANZA", "ENDELEA"),
                    Meaning.HELP, List.of("MSAADA"),
                    Meaning.CONFIRM, List.of("NDIYO", "NDIO", "THIBITISHA"),
                    Meaning.CANCEL, List.of("FUTA", "HAPANA", "GHAIRI")));

    private static final Map<String, Meaning> MEANINGS = new HashMap<>();

    static {
        WORDS.values()
                .forEach(words -> words.forEach((meaning, all) -> all.forEach(word -> {
                    Meaning other = MEANINGS.put(folded(word), meaning);
                    if (other != null && other != meaning) {
                        throw new IllegalStateException(word + " means " + other + " and " + meaning);
                    }
                })));
    }

    private ReplyWords() {}

    /** What the whole answer means; null where it is none of the words. Case, accents, spaces around and full stops don't count. */
    public static @Nullable Meaning meaning(String text) {
        return text.length() > LONGEST ? null : MEANINGS.get(folded(text));
    }

    /** The word for yes in this language; English where it is another one. */
    public static String confirm(String language) {
        return first(language, Meaning.CONFIRM);
    }

    public static String cancel(String language) {
        return first(language, Meaning.CANCEL);
    }

    public static String stop(String language) {
        return first(language, Meaning.STOP);
    }

    private static String first(String language, Meaning meaning) {
        Map<Meaning, List<String>> words = WORDS.getOrDefault(language, ENGLISH);
        return Objects.requireNonNull(words.get(meaning)).getFirst();
    }

    private static String folded(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{InCombiningDiacriticalMarks}", "");
        return plain.replaceAll("[\\p{Punct}\\p{Z}\\p{Cf}\\p{Cc}¡¿،؟।]+", " ")
                .strip()
                .toUpperCase(Locale.ROOT);
    }
}
