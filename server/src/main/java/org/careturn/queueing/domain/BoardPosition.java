package org.careturn.queueing.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.web.Cursor;
import org.careturn.queueing.Entry;
import org.careturn.queueing.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a board ended: by what its last line was ordered. A count of lines would pass over somebody as soon as
 * anybody before him is called.
 *
 * @param key the place; of who is at a desk, the time of the call stands for the time of the arrival
 */
public record BoardPosition(Part part, Place key, UUID entryId) {

    /** The parts of a board, in their order. */
    public enum Part {
        AT_DESK,
        WAITING,
        ON_HOLD
    }

    private static final Comparator<BoardPosition> STEADY =
            Comparator.comparing(BoardPosition::key).thenComparing(BoardPosition::entryId);

    public static BoardPosition of(Board.Waiting waiting) {
        return new BoardPosition(Part.WAITING, waiting.place(), waiting.entryId());
    }

    /** Of an entry that is at a desk or on hold. */
    public static BoardPosition of(Entry entry) {
        if (!entry.state().isAtDesk()) {
            return new BoardPosition(Part.ON_HOLD, entry.place(), entry.id());
        }
        Instant called = entry.calledAt() == null ? entry.changedAt() : entry.calledAt();
        return new BoardPosition(Part.AT_DESK, new Place(entry.place().urgency(), called, 0), entry.id());
    }

    /** The whole board: those at desks by the time of their call, those who wait in their order, those on hold by place. */
    public static List<BoardPosition> all(List<Entry> atDeskOrOnHold, List<Board.Waiting> waiting) {
        List<BoardPosition> steady =
                atDeskOrOnHold.stream().map(BoardPosition::of).sorted(STEADY).toList();
        List<BoardPosition> all = new ArrayList<>();
        steady.stream().filter(line -> line.part == Part.AT_DESK).forEach(all::add);
        waiting.forEach(line -> all.add(of(line)));
        steady.stream().filter(line -> line.part == Part.ON_HOLD).forEach(all::add);
        return all;
    }

    /**
     * What follows on this position in a board as it is now. Who stood behind it then and still stands in the same part
     * is among it; a line may come twice, where the order has changed meanwhile.
     *
     * @param order of those who wait, by what the policy says now
     */
    public List<BoardPosition> rest(List<BoardPosition> all, Comparator<Place> order) {
        int exactly = all.indexOf(this);
        if (exactly >= 0) {
            return all.subList(exactly + 1, all.size());
        }
        Comparator<BoardPosition> inPart = part == Part.WAITING
                ? Comparator.comparing(BoardPosition::key, order).thenComparing(BoardPosition::entryId)
                : STEADY;
        for (int i = 0; i < all.size(); i++) {
            BoardPosition line = all.get(i);
            int parts = line.part.compareTo(part);
            if (parts > 0 || (parts == 0 && inPart.compare(line, this) > 0)) {
                return all.subList(i, all.size());
            }
        }
        return List.of();
    }

    public String cursor() {
        return Cursor.of(String.join(
                "/",
                part.name(),
                key.urgency().name(),
                key.since().toString(),
                Long.toString(key.tie()),
                entryId.toString()));
    }

    /**
     * The position that a page gave; null where there is no cursor.
     *
     * @throws org.careturn.platform.RefusedException where no page ended so
     */
    public static @Nullable BoardPosition read(@Nullable String cursor) {
        String text = Cursor.text(cursor);
        if (text == null) {
            return null;
        }
        String[] parts = text.split("/", -1);
        if (parts.length != 5) {
            throw Cursor.ofNoPage();
        }
        try {
            Place key = new Place(Urgency.valueOf(parts[1]), Instant.parse(parts[2]), Long.parseLong(parts[3]));
            return new BoardPosition(Part.valueOf(parts[0]), key, UUID.fromString(parts[4]));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw Cursor.ofNoPage();
        }
    }
}
