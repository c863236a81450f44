package org.careturn.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain: it covers rows of the log by their digests, and the seal before it by its hash.
 *
 * <p>A field is encoded as one byte 0 where it is null, else as one byte 1, its length in bytes (4 bytes, big-endian) and its
 * bytes: text in UTF-8, ids in their text form, numbers as 8 bytes, big-endian. The digest of a row is the SHA-256 of the
 * text {@value #ROW} and the fields of {@link LoggedRow}, in their order. The hash of a seal is the SHA-256 of the text
 * {@value #SEAL}, the number, the time in microseconds since 1970, the hash of the seal before it (32 zeros for the first),
 * and for each row its id and its digest, each of these as a field.
 *
 * @param number from 1, without gaps
 * @param digests 32 bytes for each of {@code events}, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // compared by their contents, one by one
record Seal(long number, Instant sealedAt, List<UUID> events, byte[] digests, byte[] previous, byte[] hash) {
    static final int BYTES = 32;
    private static final String ROW = "careturn audit row 1";
    private static final String SEAL = "careturn audit seal 1";

    /** Before the first seal. */
    static byte[] start() {
        return new byte[BYTES];
    }

    /** Stands for the digest of a row that was gone before it could be sealed. */
    static byte[] gone() {
        return new byte[BYTES];
    }

    static Seal of(long number, Instant sealedAt, List<UUID> events, byte[] digests, byte[] previous) {
        return new Seal(number, sealedAt, events, digests, previous, hash(number, sealedAt, events, digests, previous));
    }

    boolean hashFits() {
        return Arrays.equals(hash, hash(number, sealedAt, events, digests, previous));
    }

    byte[] digest(int i) {
        return Arrays.copyOfRange(digests, i * BYTES, (i + 1) * BYTES);
    }

    /** {@code number:hash}, short enough to be written down: whoever keeps it can tell later whether the chain still has it. */
    String head() {
        return number + ":" + HexFormat.of().formatHex(hash);
    }

    static byte[] digest(LoggedRow row) {
        MessageDigest digest = sha256();
        add(digest, ROW);
        add(digest, row.id());
        add(digest, row.atMicros());
        add(digest, row.accountId());
        add(digest, row.action());
        add(digest, row.facilityId());
        add(digest, row.subjectKind());
        add(digest, row.subjectId());
        add(digest, row.patientId());
        add(digest, row.requestId());
        add(digest, row.address());
        add(digest, row.detail());
        add(digest, row.personal());
        return digest.digest();
    }

    private static byte[] hash(long number, Instant sealedAt, List<UUID> events, byte[] digests, byte[] previous) {
        MessageDigest digest = sha256();
        add(digest, SEAL);
        add(digest, number);
        add(digest, ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt));
        add(digest, previous);
        for (int i = 0; i < events.size(); i++) {
            add(digest, events.get(i));
            add(digest, Arrays.copyOfRange(digests, i * BYTES, (i + 1) * BYTES));
        }
        return digest.digest();
    }

    private static void add(MessageDigest digest, long number) {
        add(digest, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private static void add(MessageDigest digest, @Nullable UUID id) {
        add(digest, id == null ? null : id.toString());
    }

    private static void add(MessageDigest digest, @Nullable String text) {
        add(digest, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(MessageDigest digest, byte @Nullable [] bytes) {
        if (bytes == null) {
            digest.update((byte) 0);
            return;
        }
        digest.update((byte) 1);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
