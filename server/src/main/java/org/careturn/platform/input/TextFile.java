package org.careturn.platform.input;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A text in UTF-8, plain or packed with gzip. */
public final class TextFile {
    private TextFile() {}

    /** What is to be made of the text. */
    public interface Reading<T> {
        T of(BufferedReader text) throws IOException, InvalidInputException;
    }

    /**
     * Reads the file.
     *
     * @throws InvalidInputException where there is no such file, it is damaged or can't be read
     */
    public static <T> T read(Path file, Reading<T> reading) throws InvalidInputException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no file " + file + ".");
        }
        try (BufferedReader text = open(file)) {
            return reading.of(text);
        } catch (ZipException | EOFException damaged) {
            throw new InvalidInputException("The file " + file + " is damaged: it can't be unpacked.", damaged);
        } catch (IOException unreadable) {
            throw new InvalidInputException("The file " + file + " can't be read.", unreadable);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            bytes.mark(2);
            boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            return new BufferedReader(
                    new InputStreamReader(packed ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
