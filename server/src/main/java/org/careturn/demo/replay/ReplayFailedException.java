package org.careturn.demo.replay;

/** The replay can't go on; the message says why, in one sentence. */
final class ReplayFailedException extends RuntimeException {
    ReplayFailedException(String sentence) {
        super(sentence);
    }

    ReplayFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
