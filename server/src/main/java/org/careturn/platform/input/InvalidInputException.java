package org.careturn.platform.input;

/** The arguments or the file can't be used; the message is one sentence for whoever typed the command. */
public final class InvalidInputException extends Exception {
    public InvalidInputException(String sentence) {
        super(sentence);
    }

    public InvalidInputException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
