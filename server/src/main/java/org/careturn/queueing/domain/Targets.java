package org.careturn.queueing.domain;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.careturn.facilities.Urgency;
import org.careturn.facilities.UrgencyLevel;

/** How long each category may wait, as the facility set it, in minutes. */
public record Targets(Map<Urgency, Integer> minutes) {
    public static Targets of(List<UrgencyLevel> levels) {
        Map<Urgency, Integer> minutes = new EnumMap<>(Urgency.class);
        levels.forEach(level -> minutes.put(level.urgency(), level.targetMinutes()));
        return new Targets(minutes);
    }

    long micros(Urgency urgency) {
        return 60_000_000L * minutes.getOrDefault(urgency, 0);
    }
}
