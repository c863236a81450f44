package org.careturn.forecasting.evaluate;

import java.util.List;
import java.util.Locale;

/**
 * A small picture of one finding, as SVG: black on white, each value written beside its mark, so that no colour is needed.
 *
 * @param name of its file, without the ending
 * @param labels of the values, from left to right
 * @param wanted where each value should be; none for a plot without
 */
record Plot(String name, String title, String unit, List<String> labels, List<Double> values, List<Double> wanted) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 24;
    private static final int BASE = 260;
    private static final int TALL = 200;

    Plot {
        labels = List.copyOf(labels);
        values = List.copyOf(values);
        wanted = List.copyOf(wanted);
    }

    String svg() {
        double most = 1e-9;
        for (double value : values) {
            most = Math.max(most, value);
        }
        for (double value : wanted) {
            most = Math.max(most, value);
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="12">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="24" font-size="15">%s</text>
                <line x1="%d" y1="%d" x2="%d" y2="%d" stroke="black"/>
                """, WIDTH, HEIGHT, escaped(title), LEFT, escaped(title), LEFT, BASE, WIDTH - LEFT, BASE));
        double step = (WIDTH - 2.0 * LEFT) / Math.max(1, values.size());
        for (int i = 0; i < values.size(); i++) {
            double x = LEFT + step * i;
            double tall = TALL * values.get(i) / most;
            svg.append(String.format(
                    Locale.ROOT,
                    """
                    <rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#ddd" stroke="black"/>
                    <text x="%.1f" y="%.1f" text-anchor="middle">%s</text>
                    <text x="%.1f" y="%d" text-anchor="middle">%s</text>
                    """,
                    x + .15 * step,
                    BASE - tall,
                    .7 * step,
                    tall,
                    x + .5 * step,
                    BASE - tall - 5,
                    number(values.get(i)),
                    x + .5 * step,
                    BASE + 18,
                    escaped(labels.get(i))));
            if (i < wanted.size()) {
                double y = BASE - TALL * wanted.get(i) / most;
                svg.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"black\" stroke-width=\"2\" stroke-dasharray=\"5 3\"/>%n",
                        x + .05 * step,
                        y,
                        x + .95 * step,
                        y));
            }
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">%s%s</text>%n</svg>%n",
                LEFT,
                BASE + 46,
                escaped(unit),
                wanted.isEmpty() ? "" : "; dashed: what it should be"));
        return svg.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 10 ? "%.0f" : "%.3f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
