package org.careturn.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.identity.Actors;
import org.careturn.identity.IdentityConfiguration;
import org.careturn.platform.Actor;
import org.careturn.platform.Background;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Looks after the streams each second: ends those whose reader may read no longer, keeps silent ones alive, and reads the
 * facilities' versions, in case a notice of one was lost. Ends all when the server stops, before it waits for requests.
 */
@Component
class Keeper extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final LiveStreams streams;
    private final Feeds feeds;
    private final ChangeLog log;
    private final Actors actors;
    private final Clock clock;
    private final Duration lookEvery;

    Keeper(
            LiveStreams streams,
            Feeds feeds,
            ChangeLog log,
            Actors actors,
            @Qualifier(IdentityConfiguration.MACHINE) Clock clock,
            LiveSettings settings) {
        super("live streams");
        this.streams = streams;
        this.feeds = feeds;
        this.log = log;
        this.actors = actors;
        this.clock = clock;
        this.lookEvery = settings.lookEvery();
    }

    @Override
    protected void work() throws InterruptedException {
        boolean failing = false;
        Instant looked = clock.instant();
        while (isRunning()) {
            Thread.sleep(SECOND);
            Instant now = clock.instant();
            for (EventStream stream : streams.all()) {
                if (stream.isExpired(now)) {
                    stream.end();
                } else {
                    stream.beatAfter(SILENCE);
                }
            }
            try {
                if (!now.isBefore(looked.plus(lookEvery))) {
                    looked = now;
                    feeds.follow(log.versions());
                }
                endRevoked();
                failing = false;
            } catch (DataAccessException unavailable) {
                if (!failing && isRunning()) {
                    LOG.warn("sessions and versions can't be read; trying again", unavailable);
                }
                failing = true;
            }
        }
    }

    private void endRevoked() {
        Set<UUID> sessions = new HashSet<>();
        for (EventStream stream : streams.all()) {
            UUID session = stream.scope().session();
            if (session != null) {
                sessions.add(session);
            }
        }
        if (sessions.isEmpty()) {
            return;
        }
        Map<UUID, Actor> holders = actors.ofAll(sessions);
        for (EventStream stream : streams.all()) {
            UUID session = stream.scope().session();
            if (session != null && sessions.contains(session)) {
                @Nullable Actor holder = holders.get(session);
                if (holder == null || !stream.scope().allows(holder)) {
                    stream.end();
                }
            }
        }
    }

    @Override
    public void start() {
        streams.admitAgain();
        super.start();
    }

    @Override
    public void stop() {
        streams.close();
        super.stop();
        feeds.close();
    }
}
