package org.careturn.watching;

import java.time.Instant;
import java.util.List;
import org.careturn.platform.database.BackupState;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * How the server does at a moment, of the machine's and the database's clock. Nothing of a person.
 *
 * @param databaseAt the database's clock
 * @param disk of the data folder; null: it can't be read
 */
public record SystemHealth(
        Instant at,
        Instant databaseAt,
        List<Node> nodes,
        Database database,
        BackupState backups,
        List<Provider> providers,
        Seals seals,
        Jobs jobs,
        Retention retention,
        @Nullable Disk disk) {

    /**
     * A server of the installation.
     *
     * @param works whether it gave a sign of life in the last minute
     */
    @ApiName("ServerNode")
    public record Node(String name, String version, Instant startedAt, Instant seenAt, boolean works) {}

    /**
     * The database that all servers use.
     *
     * @param connections of the server's own; {@code mostConnections} may be open in all
     */
    @ApiName("DatabaseHealth")
    public record Database(String version, long bytes, int connections, int mostConnections) {}

    /**
     * A way for messages.
     *
     * @param lastSentAt when the provider last accepted a message; {@code lastFailedAt} when it last didn't
     */
    @ApiName("ProviderHealth")
    public record Provider(
            String channel,
            boolean isSetUp,
            @Nullable Instant lastSentAt,
            @Nullable Instant lastFailedAt) {}

    /**
     * How far the audit log is chained.
     *
     * @param unsealed rows of the audit log, at most 10,000 are counted
     */
    @ApiName("SealHealth")
    public record Seals(int unsealed, @Nullable Instant oldestUnsealedAt) {}

    /** How late the first of each is, in seconds. */
    @ApiName("JobHealth")
    public record Jobs(long overdueSeconds, long overdueMessageSeconds) {}

    /**
     * Visits that their facilities keep no longer as somebody's.
     *
     * @param visits how many have been taken from their patients
     * @param lastAt when they were last gone through; null: none has been old enough yet
     */
    @ApiName("RetentionHealth")
    public record Retention(long visits, @Nullable Instant lastAt) {}

    /** The disk on which the data folder is. */
    @ApiName("DiskHealth")
    public record Disk(long freeBytes, long totalBytes) {}
}
