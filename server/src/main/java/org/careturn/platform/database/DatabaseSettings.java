package org.careturn.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url the database that the server works in; blank: an embedded one in the data directory
 * @param ownerUrl the same database by the role that owns it and migrates it; blank: as {@code url}
 * @param embeddedPort of the embedded database; 0: a free one, kept from then on
 */
@ConfigurationProperties("careturn.database")
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String ownerUrl,
        @DefaultValue("0") int embeddedPort) {}
