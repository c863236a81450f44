package org.careturn.platform.database;

import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain sentences that the tables could not be brought to this release's version. */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        return new FailureAnalysis(
                "The database's tables could not be brought to the version of this release: " + cause.getMessage(),
                "Start the release that the database belongs to, or a newer one; a database of a version in development"
                        + " may have to be made anew.",
                cause);
    }
}
