package org.careturn.platform.database;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.careturn.platform.settings.InvalidSettingsException;

/**
 * A folder of backups: base backups, and the pieces of the log since. All is compressed and encrypted (AES-256-GCM in
 * segments); a file can't be changed, cut off or passed for another without that being noticed when it is read.
 */
final class BackupStore {
    private static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final String SUFFIX = ".gz.aes";
    private static final String CHECK = "last-check.properties";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern BASE = Pattern.compile("(\\d{8}T\\d{6}Z)-([0-9A-F]{24})\\.tar\\.gz\\.aes");
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}(\\.[0-9A-F]{8}\\.backup)?");
    private static final Pattern HISTORY = Pattern.compile("[0-9A-F]{8}\\.history");
    private static final Pattern STOPPED = Pattern.compile("STOP WAL LOCATION: ([0-9A-F]+)/([0-9A-F]+) ");
    private static final Pattern STOPPED_AT = Pattern.compile("STOP TIME: (\\S+) (\\S+) UTC");

    private final Path base;
    private final Path log;
    private final AesGcmHkdfStreaming cipher;

    private BackupStore(Path folder, byte[] key) throws IOException {
        this.base = Files.createDirectories(folder.resolve("base"));
        this.log = Files.createDirectories(folder.resolve("log"));
        try {
            this.cipher = new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws InvalidSettingsException where the folder or the key won't do, in one sentence */
    static BackupStore open(String folder, String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException notBase64) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new InvalidSettingsException(
                    "BACKUP_KEY must be 32 random bytes in Base64 (openssl rand -base64 32).");
        }
        try {
            BackupStore store = new BackupStore(Path.of(folder).toAbsolutePath(), bytes);
            store.tryOut();
            return store;
        } catch (GeneralSecurityException otherKey) {
            throw new InvalidSettingsException(
                    "BACKUP_KEY isn't the key of the backups in CARETURN_BACKUP_DIR " + folder
                            + ": put that one back, or choose an empty folder.",
                    otherKey);
        } catch (IOException | InvalidPathException unusable) {
            throw new InvalidSettingsException("CARETURN_BACKUP_DIR " + folder + " can't be written.", unusable);
        }
    }

    /** Whether the folder takes files, and the key opens any of the backups that are there. */
    private void tryOut() throws IOException, GeneralSecurityException {
        Files.delete(Files.createTempFile(base, "try", ".part"));
        List<Base> bases = bases();
        if (!bases.isEmpty() && bases.reversed().stream().noneMatch(this::opens)) {
            throw new GeneralSecurityException("none of the backups can be opened");
        }
    }

    private boolean opens(Base one) {
        try (InputStream in =
                cipher.newDecryptingStream(new BufferedInputStream(Files.newInputStream(one.file)), aad(one.file))) {
            return in.read() >= 0;
        } catch (GeneralSecurityException | IOException otherKeyOrDamaged) {
            return false;
        }
    }

    /** How the last restoring of a backup for trial went. */
    record Check(Instant at, boolean isGood) {}

    /** Empty where none was tried. */
    Optional<Check> lastCheck() throws IOException {
        Properties kept = new Properties();
        try (InputStream in = Files.newInputStream(base.resolveSibling(CHECK))) {
            kept.load(in);
            return Optional.of(new Check(
                    Instant.parse(kept.getProperty("at", "")), Boolean.parseBoolean(kept.getProperty("good", ""))));
        } catch (NoSuchFileException | DateTimeParseException none) {
            return Optional.empty();
        }
    }

    void keepCheck(Check check) throws IOException {
        Files.writeString(base.resolveSibling(CHECK), "at=" + check.at + "\ngood=" + check.isGood + "\n");
    }

    /**
     * A copy of all files at a moment.
     *
     * @param begun before which nothing can be restored from it alone
     * @param firstSegment the piece of the log from which on it is made whole
     */
    record Base(Path file, Instant begun, String firstSegment) {}

    /** The oldest first. */
    List<Base> bases() throws IOException {
        try (Stream<Path> files = Files.list(base)) {
            return files.map(BackupStore::base)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Base::begun))
                    .toList();
        }
    }

    private static Optional<Base> base(Path file) {
        Matcher name = BASE.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(new Base(file, Instant.from(NAME.parse(name.group(1))), name.group(2)))
                : Optional.empty();
    }

    /** What writes into a backup or reads one. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    Base addBase(Instant begun, String firstSegment, Writing content) throws IOException {
        Path file = base.resolve(NAME.format(begun) + "-" + firstSegment + ".tar" + SUFFIX);
        write(file, content);
        return base(file).orElseThrow();
    }

    InputStream read(Base wanted) throws IOException {
        return read(wanted.file);
    }

    /**
     * A piece of the log, or the history of a timeline. One that is there already stays.
     *
     * @throws FileAlreadyExistsException where another of this name is there, which only another database can have written
     */
    void addPiece(Path piece) throws IOException {
        String name = piece.getFileName().toString();
        Path file = log.resolve(name + SUFFIX);
        if (!Files.exists(file)) {
            write(file, out -> Files.copy(piece, out));
        } else if (!holds(file, piece)) {
            throw new FileAlreadyExistsException(
                    file.toString(),
                    null,
                    "it holds the log of another database, or of the time before a restore; choose an empty"
                            + " CARETURN_BACKUP_DIR and keep this one until you don't need it any more");
        }
    }

    private boolean holds(Path file, Path piece) throws IOException {
        try (InputStream stored = read(file);
                InputStream given = new BufferedInputStream(Files.newInputStream(piece))) {
            byte[] one = new byte[1 << 16];
            byte[] other = new byte[1 << 16];
            int read;
            do {
                read = stored.readNBytes(one, 0, one.length);
                if (read != given.readNBytes(other, 0, other.length) || !Arrays.equals(one, 0, read, other, 0, read)) {
                    return false;
                }
            } while (read == one.length);
            return true;
        }
    }

    static boolean isHistory(String name) {
        return HISTORY.matcher(name).matches();
    }

    /** The stored histories of timelines, by name. */
    List<String> histories() throws IOException {
        return pieces(BackupStore::isHistory);
    }

    private List<String> pieces(Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.map(file -> file.getFileName().toString().replace(SUFFIX, ""))
                    .filter(which)
                    .sorted()
                    .toList();
        }
    }

    /**
     * When a copy was whole.
     *
     * @param at at the latest: PostgreSQL notes full seconds
     * @param position in the log, up to which it must be read
     */
    record End(Instant at, long position) {}

    /** What PostgreSQL noted about a copy in the log; empty where it didn't get as far as here. */
    Optional<End> end(Base wanted) throws IOException {
        for (String note : pieces(name -> name.startsWith(wanted.firstSegment + ".") && name.endsWith(".backup"))) {
            try (InputStream in = readPiece(note)) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                Matcher stopped = STOPPED.matcher(text);
                Matcher at = STOPPED_AT.matcher(text);
                if (stopped.find() && at.find()) {
                    return Optional.of(new End(
                            Instant.parse(at.group(1) + "T" + at.group(2) + "Z").plusSeconds(1),
                            Timelines.position(stopped.group(1), stopped.group(2))));
                }
            }
        }
        return Optional.empty();
    }

    boolean hasPiece(String name) {
        return Files.exists(log.resolve(name + SUFFIX));
    }

    /** @throws NoSuchFileException where there is none of this name */
    InputStream readPiece(String name) throws IOException {
        return read(log.resolve(name + SUFFIX));
    }

    /** Removes all but the newest base backups, and the log that none of the rest needs. Returns how many went. */
    int keep(int newest) throws IOException {
        List<Base> bases = bases();
        int gone = 0;
        for (Base old : bases.subList(0, Math.max(0, bases.size() - newest))) {
            Files.delete(old.file);
            gone++;
        }
        if (gone > 0) {
            // After a restore, a newer copy may begin earlier in the log than an older one.
            String needed = bases.subList(bases.size() - newest, bases.size()).stream()
                    .map(kept -> position(kept.firstSegment))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            for (String name : pieces(name -> SEGMENT.matcher(name).matches())) {
                if (position(name).compareTo(needed) < 0) {
                    Files.delete(log.resolve(name + SUFFIX));
                }
            }
        }
        return gone;
    }

    /** Where a piece is in the log, on whatever timeline. */
    private static String position(String segment) {
        return segment.substring(8, 24);
    }

    private void write(Path file, Writing content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream plain = new GZIPOutputStream(
                cipher.newEncryptingStream(new BufferedOutputStream(Files.newOutputStream(unfinished)), aad(file)))) {
            content.to(plain);
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entries = FileChannel.open(file.toAbsolutePath().getParent())) {
            entries.force(true);
        }
    }

    private InputStream read(Path file) throws IOException {
        try {
            return new GZIPInputStream(
                    cipher.newDecryptingStream(new BufferedInputStream(Files.newInputStream(file)), aad(file)));
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    /** The name belongs to the content: none can be given for another. */
    private static byte[] aad(Path file) {
        return file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    }
}
