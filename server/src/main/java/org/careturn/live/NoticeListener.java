package org.careturn.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.careturn.platform.Background;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Hears from other nodes what they have committed. */
@Component
class NoticeListener extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeListener.class);
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final Notices notices;
    private final Feeds feeds;
    private final ChangeLog log;

    NoticeListener(Notices notices, Feeds feeds, ChangeLog log) {
        super("live notices, listener");
        this.notices = notices;
        this.feeds = feeds;
        this.log = log;
    }

    @Override
    protected void work() throws InterruptedException {
        Duration retry = FIRST_RETRY;
        while (isRunning()) {
            try (Connection connection = notices.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + Notices.CHANNEL);
                feeds.follow(log.versions()); // nobody has told it of what was committed until now
                retry = FIRST_RETRY;
                listen(connection.unwrap(PGConnection.class), statement);
            } catch (SQLException | DataAccessException broken) {
                if (retry.equals(FIRST_RETRY) && isRunning()) {
                    LOG.warn("other nodes' notices can't be heard; their changes come up to a second late", broken);
                }
                Thread.sleep(retry);
                retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
            }
        }
    }

    private void listen(PGConnection connection, Statement statement) throws SQLException {
        while (isRunning()) {
            PGNotification[] heard = connection.getNotifications((int) CHECK.toMillis());
            if (heard == null || heard.length == 0) {
                statement.execute("select 1"); // fails where the connection is dead, though nobody has said so
                continue;
            }
            for (PGNotification notice : heard) {
                Notices.read(notice.getParameter(), feeds::heard);
            }
        }
    }
}
