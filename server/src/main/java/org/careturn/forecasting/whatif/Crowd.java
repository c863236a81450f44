package org.careturn.forecasting.whatif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.careturn.forecasting.domain.Buckets;
import org.careturn.forecasting.domain.LineState;

/** Who comes on one simulated day, in the order of their arrival. */
final class Crowd {
    private static final double HOUR = 3600;
    /** Who comes in addition to the recorded comes within so long of one of them. */
    private static final double AROUND = 1800;

    private static final int COPIES = 8;

    /** @param patience between 0 and 1: who waits long leaves the sooner the smaller it is */
    record Arrival(int line, int queue, int level, double arrives, double since, double waitsFrom, double patience) {}

    private final Day day;
    private final Buckets buckets;
    private final double most;
    private final int[] lines;

    /** @param most no hour's demand is greater, here or on the day with which this one is compared */
    Crowd(Day day, Buckets buckets, double most) {
        this.day = day;
        this.buckets = buckets;
        this.most = most;
        lines = day.people().stream()
                .mapToInt(person -> buckets.placeOf(waiting(person)))
                .toArray();
    }

    List<Arrival> of(Chance chance) {
        List<Arrival> all = new ArrayList<>();
        for (int i = 0; i < day.people().size(); i++) {
            comes(i, chance, all);
        }
        for (int queue = 0; queue < day.services().size(); queue++) {
            for (int level = 0; level < 5; level++) {
                walkIn(queue, level, chance, all);
            }
        }
        all.sort(Comparator.comparingDouble(Arrival::arrives));
        return all;
    }

    /** A person as often as the hour's demand says: none, once, or with others like him around that time. */
    private void comes(int number, Chance chance, List<Arrival> all) {
        Day.Person person = day.people().get(number);
        double factor = day.demand(person.arrives());
        int copies = (int) (factor + chance.of(Chance.COPIES, 0, number));
        for (int copy = 0; copy < copies; copy++) {
            long index = (long) number * COPIES + copy;
            if (chance.of(Chance.SHOWS, 0, index) >= person.shows()) {
                continue;
            }
            double shift = copy == 0 ? 0 : AROUND * (2 * chance.of(Chance.SHIFT, 0, index) - 1);
            shift = Math.max(shift, -Math.max(0, person.arrives()));
            all.add(new Arrival(
                    lines[number],
                    person.queue(),
                    person.urgency().level() - 1,
                    person.arrives() + shift,
                    person.since() + shift,
                    person.waitsFrom() + shift,
                    chance.of(Chance.PATIENCE, 0, index)));
        }
    }

    /** A Poisson process; a smaller demand leaves out some of the same people. Source: thinning, Lewis and Shedler 1979. */
    private void walkIn(int queue, int level, Chance chance, List<Arrival> all) {
        List<double[]> rates = day.services().get(queue).arrivals();
        long stream = 8L * queue + level;
        int line = -1;
        long index = 0;
        for (int hour = 0; hour < rates.size(); hour++) {
            double rate = level < rates.get(hour).length ? rates.get(hour)[level] * most : 0;
            if (!(rate > 0)) {
                continue;
            }
            line = line < 0 ? buckets.placeOf(queue, level) : line;
            double keep = day.demand(hour * HOUR) / most;
            double at = hour * HOUR;
            while (true) {
                at -= Math.log1p(-chance.of(Chance.WALK_IN, stream, index)) / rate;
                if (at >= (hour + 1) * HOUR) {
                    index++;
                    break;
                }
                if (chance.of(Chance.MARK, stream, index) < keep) {
                    all.add(new Arrival(line, queue, level, at, at, at, chance.of(Chance.PATIENCE, 1 + stream, index)));
                }
                index++;
            }
        }
    }

    /** Not there yet, as one who is passed over: that is how the lines know where he will stand. */
    static LineState.Waiting waiting(Day.Person person) {
        return new LineState.Waiting(person.queue(), person.urgency(), person.since(), 0, person.doctor(), 1);
    }
}
