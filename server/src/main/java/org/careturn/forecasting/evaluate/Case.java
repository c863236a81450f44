package org.careturn.forecasting.evaluate;

import java.util.List;
import java.util.Map;
import org.careturn.forecasting.domain.Quantiles;

/**
 * A forecast beside what came true, in seconds.
 *
 * @param category as the table names it
 * @param waiting how many waited at that time
 * @param references what simpler ways said, by name
 * @param features for the regression among the references
 */
record Case(
        String category,
        long at,
        int waiting,
        Quantiles forecast,
        double actual,
        Map<String, Double> references,
        List<Double> features) {
    Case {
        references = Map.copyOf(references);
        features = List.copyOf(features);
    }
}
