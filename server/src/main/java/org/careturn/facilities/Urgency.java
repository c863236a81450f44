package org.careturn.facilities;

/** The five categories of triage; their number and rank are fixed, their names and targets are the facility's. */
public enum Urgency {
    IMMEDIATE,
    EMERGENT,
    URGENT,
    LESS_URGENT,
    NON_URGENT;

    private static final Urgency[] BY_LEVEL = values();

    /** 1 for IMMEDIATE to 5 for NON_URGENT. */
    @SuppressWarnings("EnumOrdinal") // the rank is the level
    public int level() {
        return ordinal() + 1;
    }

    public static Urgency ofLevel(int level) {
        return BY_LEVEL[level - 1];
    }
}
