package org.careturn.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Background;
import org.careturn.platform.ChangeFeed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells this node's streams at once, and the other nodes every 20 ms, which versions this node has committed. A notify
 * inside the business transactions would make their commits wait for each other, over all of the database.
 */
@Component
class NoticeSender extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Notices notices;
    private final Feeds feeds;
    private final Object lock = new Object();
    private Map<UUID, Long> gathered = new HashMap<>();

    NoticeSender(Notices notices, Feeds feeds) {
        super("live notices, sender");
        this.notices = notices;
        this.feeds = feeds;
    }

    @EventListener
    void committed(ChangeFeed.Committed change) {
        feeds.heard(change.facilityId(), change.version());
        synchronized (lock) {
            gathered.merge(change.facilityId(), change.version(), Math::max);
            lock.notifyAll();
        }
    }

    @Override
    protected void work() throws InterruptedException {
        boolean failing = false;
        while (isRunning()) {
            try (Connection connection = notices.connect();
                    Statement session = connection.createStatement();
                    PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
                session.execute("set synchronous_commit = off"); // a notice need not survive a crash
                failing = false;
                while (isRunning()) {
                    for (String payload : Notices.write(take())) {
                        notify.setString(1, Notices.CHANNEL);
                        notify.setString(2, payload);
                        notify.execute();
                    }
                    Thread.sleep(GATHER);
                }
            } catch (SQLException broken) {
                if (!failing && isRunning()) {
                    LOG.warn("other nodes can't be told of changes, and have to look for themselves", broken);
                }
                failing = true;
                Thread.sleep(RETRY);
            }
        }
    }

    private Map<UUID, Long> take() throws InterruptedException {
        synchronized (lock) {
            while (gathered.isEmpty()) {
                lock.wait();
            }
            Map<UUID, Long> taken = gathered;
            gathered = new HashMap<>();
            return taken;
        }
    }
}
