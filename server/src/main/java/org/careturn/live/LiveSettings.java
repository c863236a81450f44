package org.careturn.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many event streams there may be, and how soon they hear of a change whose notice was lost.
 *
 * @param streams on this node; more are refused
 * @param streamsPerAccount of one account, or of one ticket, on this node; more are refused
 * @param lookEvery how often the versions are read, in case a notice of one was lost
 */
@ConfigurationProperties("careturn.live")
record LiveSettings(
        @DefaultValue("3000") int streams,
        @DefaultValue("20") int streamsPerAccount,
        @DefaultValue("1s") Duration lookEvery) {}
