package org.careturn.platform.settings;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this server is and where it keeps its things; {@code .env.example} describes each setting.
 *
 * @param dataDir relative to the working directory
 * @param publicUrl how browsers and phones reach this server, without a path
 * @param clock null: as the mode has it
 * @param demoData null: as the mode has it
 */
@ConfigurationProperties("careturn")
public record CareTurnSettings(
        @DefaultValue("demo") Mode mode,
        @DefaultValue("data") Path dataDir,
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @Nullable ClockSource clock,
        @Nullable Boolean demoData) {

    /** Whether this is for trying out, with made-up people and known passwords, or for patients. */
    public enum Mode {
        DEMO,
        PRODUCTION
    }

    /** Where the product's time comes from. */
    public enum ClockSource {
        SYSTEM,
        DRIVEN
    }

    public boolean isProduction() {
        return mode == Mode.PRODUCTION;
    }

    /** Whether an administrator may set the product's time, as replays of recorded days do. */
    public boolean mayDriveClock() {
        return clock == null ? !isProduction() : clock == ClockSource.DRIVEN;
    }

    /** Whether an empty database is filled with the demo hospital. */
    public boolean loadsDemoData() {
        return demoData == null ? !isProduction() : demoData;
    }
}
