package org.careturn.pages;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a new installation gets its first facility and administrator.
 *
 * @param given what was entered, shown again; the password never is
 * @param told the key of what is wrong with it; null: nothing
 */
public record SetUpPage(Words words, Given given, @Nullable String told) {
    public static final String PATH = "/set-up";
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone ->
                    zone.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
            .sorted()
            .toList();
    private static final List<String> COUNTRIES = List.copyOf(Arrays.asList(Locale.getISOCountries()));

    /** What somebody enters; nothing of it is null. */
    public record Given(
            String code,
            String facility,
            String country,
            String timeZone,
            String name,
            String userName,
            String password) {
        public static final Given NOTHING = new Given("", "", "", "", "", "", "");

        @Override
        public String toString() {
            return "Given[]";
        }
    }

    public Html html() {
        return Html.of(
                """
                <main><header><h1>{}</h1></header>{}<section><p>{}</p>
                <form method="post" action="{}?lang={}">{}{}{}{}<h2>{}</h2>{}{}{}
                <button class="primary">{}</button></form></section></main>""",
                words.say("setup.title"),
                told == null ? Html.NOTHING : Html.of("<p class=\"told\" role=\"alert\">{}</p>", words.say(told)),
                words.say("setup.intro"),
                PATH,
                words.language(),
                field("code", given.code, "autocomplete=off autocapitalize=characters maxlength=40"),
                field("facility", given.facility, "autocomplete=organization maxlength=200"),
                choice("country", given.country, COUNTRIES, this::country),
                choice("timeZone", given.timeZone, ZONES, zone -> zone.replace('_', ' ')),
                words.say("setup.you"),
                field("name", given.name, "autocomplete=name maxlength=200"),
                field("userName", given.userName, "autocomplete=username autocapitalize=none maxlength=100"),
                field("password", "", "type=password autocomplete=new-password minlength=12 maxlength=1000"),
                words.say("setup.send"));
    }

    /** After which there is nothing more to do here. */
    public Html done() {
        return Html.of(
                "<main><header><h1>{}</h1></header><section><p class=\"large\">{}</p><a class=\"button\" href=\"/desk/\">{}</a></section></main>",
                words.say("setup.title"),
                words.say("setup.done"),
                words.say("setup.signIn"));
    }

    private Html field(String name, String value, String attributes) {
        return Html.of(
                "<label class=\"words\" for=\"{}\">{}</label><input id=\"{}\" name=\"{}\" value=\"{}\" required {}>",
                name,
                words.say("setup." + name),
                name,
                name,
                value,
                new Html(attributes));
    }

    private Html choice(String name, String chosen, List<String> all, Function<String, String> label) {
        List<Html> options = all.stream()
                .sorted(Comparator.comparing(label))
                .map(one -> Html.of(
                        "<option value=\"{}\"{}>{}</option>",
                        one,
                        one.equals(chosen) ? new Html(" selected") : Html.NOTHING,
                        label.apply(one)))
                .toList();
        return Html.of(
                "<label class=\"words\" for=\"{}\">{}</label><select id=\"{}\" name=\"{}\" required><option value=\"\"></option>{}</select>",
                name,
                words.say("setup." + name),
                name,
                name,
                Html.all(options));
    }

    private String country(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.forLanguageTag(words.language()));
    }
}
