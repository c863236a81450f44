package org.careturn.queueing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.careturn.queueing.ModelState.CallOf;
import org.careturn.queueing.ModelState.DeskOf;
import org.careturn.queueing.ModelState.Item;
import org.careturn.queueing.ModelState.Last;
import org.careturn.queueing.ModelState.Verdict;

/** What taking back the last act does to a {@link QueueModel}, and when that is refused. */
final class ModelUndo {
    private ModelUndo() {}

    static Verdict undo(QueueModel model, Item item, Instant now) {
        Last last = item.last;
        if (last == null
                || !last.undoable()
                || !last.state().isActive()
                || now.isAfter(last.at().plus(Duration.ofMinutes(2)))) {
            return Verdict.REFUSED;
        }
        List<Item> begun = model.items.values().stream()
                .filter(other -> item.id.equals(other.begunBy))
                .toList();
        if (!item.state.isActive()) {
            if (begun.stream().anyMatch(other -> other.state != EntryState.WAITING || other.version != 1)) {
                return Verdict.REFUSED;
            }
            boolean hereAgain = model.items.values().stream()
                    .anyMatch(other -> other != item
                            && !begun.contains(other)
                            && other.visit.equals(item.visit)
                            && other.queue.equals(item.queue)
                            && other.state.isActive());
            if (hereAgain) {
                return Verdict.REFUSED;
            }
        }
        if (last.state().isAtDesk() && !item.state.isAtDesk()) {
            CallOf call = model.call(last.call());
            DeskOf desk = model.desks.get(call.desk);
            boolean open = desk != null
                    && (desk.state == DeskSession.State.ACTIVE
                            || (desk.state == DeskSession.State.ON_BREAK && last.state() == EntryState.SERVING));
            if (desk == null || !open || model.isBusy(desk) || model.isVisitCalled(item.visit)) {
                return Verdict.REFUSED;
            }
            call.active = true;
            call.missed = false;
        }
        if (item.state.isAtDesk() && !last.state().isAtDesk()) {
            model.call(item.call).active = false;
        }
        if (!item.state.isActive()) {
            for (Item successor : begun) {
                QueueModel.touch(successor, now, false);
                successor.state = EntryState.CANCELLED;
                successor.begunBy = null;
                successor.takenBack = true;
            }
        }
        if (item.state == EntryState.SERVED && item.call != null && last.state() == EntryState.WAITING) {
            model.call(item.call).missed = true;
        }
        QueueModel.touch(item, now, false);
        item.restore(last);
        return Verdict.DONE;
    }
}
