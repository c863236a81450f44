package org.careturn.forecasting.whatif;

import java.util.Locale;
import org.careturn.facilities.Urgency;

/** What came out of a what-if, as a table of plain text. */
final class WhatIfTable {
    private WhatIfTable() {}

    static String of(WhatIf.Result result) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d simulated days; 95 %% intervals in brackets; waits in minutes%n%n%-36s %22s %22s %22s%n",
                result.days(),
                "",
                "as it is",
                "as it would be",
                "difference"));
        for (WhatIf.Waits waits : result.waits()) {
            if (waits.served().baseline().value() == null
                    || (none(waits.mean().baseline()) && none(waits.mean().changed()))) {
                continue;
            }
            Urgency urgency = waits.urgency();
            String name = urgency == null ? "all" : urgency.name();
            row(text, name + ": people served", waits.served(), 1);
            row(text, name + ": mean wait", waits.mean(), 1);
            row(text, name + ": median wait", waits.median(), 1);
            row(text, name + ": P90", waits.p90(), 1);
            row(text, name + ": within target, %", waits.within(), 100);
        }
        row(text, "utilisation, %", result.utilisation(), 100);
        row(text, "overtime of all desks, min", result.overtime(), 1);
        row(text, "people who gave up", result.left(), 1);
        row(text, "people whom nobody could see", result.unserved(), 1);
        return text.toString();
    }

    private static boolean none(WhatIf.Estimate estimate) {
        return estimate.value() == null;
    }

    private static void row(StringBuilder text, String what, WhatIf.Compared compared, double factor) {
        text.append(String.format(
                        Locale.ROOT,
                        "%-36s %22s %22s %22s",
                        what,
                        cell(compared.baseline(), factor),
                        cell(compared.changed(), factor),
                        cell(compared.difference(), factor))
                .stripTrailing());
        text.append(System.lineSeparator());
    }

    private static String cell(WhatIf.Estimate e, double factor) {
        Double value = e.value();
        Double low = e.low();
        Double high = e.high();
        if (value == null) {
            return "none";
        }
        return low == null || high == null
                ? String.format(Locale.ROOT, "%.1f", factor * value)
                : String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", factor * value, factor * low, factor * high);
    }
}
