package org.careturn.forecasting.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns, from each wait that has ended, where reality departs from the simulation: the simulation itself, running
 * quantiles of like cases and a linear model are averaged, each by how small its recent pinball loss was; the range is then
 * kept honest by {@link AdaptiveRange}. No training job: what is learnt is learnt case by case, once.
 *
 * <p>Not for use by several threads at once. The same cases in the same order give the same forecasts.
 */
public final class SelfCorrection {
    private static final int EXPERTS = 3;
    /** Part of the remembered loss that each new case replaces. */
    private static final double FORGET = .003;
    /** How much a smaller loss counts: weights fall by this power of the loss. */
    private static final double SHARPNESS = 4;
    /** Cases before what was learnt counts beside the simulation. */
    private static final int WARM_UP = 30;

    private final RunningQuantiles table = new RunningQuantiles();
    private final List<QuantileModel> models = new ArrayList<>();
    private final AdaptiveRange range = new AdaptiveRange();
    private final double[][] losses = new double[EXPERTS][Quantiles.LEVELS.length];
    private double usualWait = 60;
    private int cases;

    public SelfCorrection() {
        for (double level : Quantiles.LEVELS) {
            models.add(new QuantileModel(level));
        }
    }

    /** What was forecast, with what has to be known of it when the wait has ended. */
    public record Forecast(Situation situation, Quantiles shown, List<Quantiles> experts) {
        public Forecast {
            experts = List.copyOf(experts);
        }
    }

    public Forecast forecast(Situation situation) {
        List<Quantiles> experts = experts(situation);
        double[] mixed = new double[Quantiles.LEVELS.length];
        for (int level = 0; level < mixed.length; level++) {
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < experts.size(); i++) {
                double weight = weight(i, level);
                sum += weight * experts.get(i).at(level);
                weights += weight;
            }
            mixed[level] = sum / weights;
        }
        Quantiles raw = Quantiles.of(mixed[0], mixed[1], mixed[2]);
        return new Forecast(situation, range.widen(situation.category(), raw), experts);
    }

    /**
     * To be called when the service starts, not before.
     *
     * @param forecast what {@link #forecast} gave
     * @param wait seconds from that forecast to the start; what isn't a number, or is negative, is left out
     */
    public void learn(Forecast forecast, double wait) {
        if (!(wait >= 0)) {
            return;
        }
        double actual = Math.min(wait, Quantiles.MOST);
        Situation situation = forecast.situation();
        cases++;
        double part = Math.max(FORGET, 1.0 / cases);
        usualWait += part * (actual - usualWait);
        for (int level = 0; level < Quantiles.LEVELS.length; level++) {
            for (int i = 0; i < forecast.experts().size(); i++) {
                double loss = Quantiles.pinball(
                        Quantiles.LEVELS[level], forecast.experts().get(i).at(level), actual);
                losses[i][level] += part * (loss - losses[i][level]);
            }
            models.get(level).learn(Features.of(situation, level), actual, usualWait);
        }
        table.learn(situation, actual);
        range.learn(situation.category(), forecast.shown(), actual);
    }

    /** How many cases have been learnt from. */
    public int cases() {
        return cases;
    }

    private double weight(int expert, int level) {
        if (cases < WARM_UP) {
            return expert == 0 ? 1 : 1e-9;
        }
        return Math.pow(losses[expert][level] / (usualWait + 1) + 1e-4, -SHARPNESS);
    }

    private List<Quantiles> experts(Situation situation) {
        Quantiles model = Quantiles.of(predict(situation, 0), predict(situation, 1), predict(situation, 2));
        Quantiles recent = table.of(situation);
        @Nullable Quantiles simulated = situation.simulated();
        Quantiles first = simulated != null ? simulated : model;
        return List.of(first, model, recent != null ? recent : model);
    }

    private double predict(Situation situation, int level) {
        return models.get(level).predict(Features.of(situation, level));
    }
}
