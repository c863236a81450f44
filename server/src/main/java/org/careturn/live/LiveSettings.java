package org.careturn.live;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many event streams there may be; more are refused.
 *
 * @param streams on this node
 * @param streamsPerAccount of one account, or of one ticket, on this node
 */
@ConfigurationProperties("careturn.live")
record LiveSettings(
        @DefaultValue("3000") int streams,
        @DefaultValue("20") int streamsPerAccount) {}
