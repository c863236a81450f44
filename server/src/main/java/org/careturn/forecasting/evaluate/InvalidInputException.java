package org.careturn.forecasting.evaluate;

/** The arguments or the file can't be used; the message is one sentence for whoever typed the command. */
final class InvalidInputException extends Exception {
    InvalidInputException(String sentence) {
        super(sentence);
    }

    InvalidInputException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
