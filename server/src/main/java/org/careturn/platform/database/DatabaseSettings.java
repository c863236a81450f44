package org.careturn.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url the database that the server works in; blank: an embedded one in the data directory
 * @param ownerUrl the same database by the role that owns it and migrates it; blank: as {@code url}
 * @param embeddedPort of the embedded database; 0: a free one, kept from then on
 * @param backupDir where the embedded one is backed up to, all the time; blank: nowhere
 * @param backupKey encrypts the backups: 32 bytes in Base64
 * @param backupHour of the day (UTC) at which all its files are copied
 * @param backupsKept how many such copies are kept
 */
@ConfigurationProperties("careturn.database")
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String ownerUrl,
        @DefaultValue("0") int embeddedPort,
        @DefaultValue("") String backupDir,
        @DefaultValue("") String backupKey,
        @DefaultValue("1") int backupHour,
        @DefaultValue("14") int backupsKept) {
    @Override
    public String toString() {
        return "DatabaseSettings[]";
    }
}
