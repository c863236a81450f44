package org.careturn.platform.database;

import java.io.IOException;

/** Another process, or another part of this one, runs the embedded database of this folder. */
public final class DatabaseInUseException extends IOException {
    DatabaseInUseException(String message) {
        super(message);
    }
}
