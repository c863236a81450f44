package org.careturn.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.identity.Vault;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Where a client stands, signed: in the middle of its first pull, at a kind and after an id, or beyond it; and the version
 * of each feed from which it goes on.
 *
 * @param scope what its rows depend on: another one means other rows
 * @param kind the index of the kind that is being read; -1 beyond the first pull
 */
record PullCursor(
        String epoch,
        UUID clientId,
        String scope,
        int kind,
        @Nullable UUID after,
        Map<UUID, Long> feeds) {
    private static final String USE = "sync cursor";

    PullCursor at(int newKind, @Nullable UUID newAfter) {
        return new PullCursor(epoch, clientId, scope, newKind, newAfter, feeds);
    }

    PullCursor with(UUID feed, long version) {
        Map<UUID, Long> moved = new TreeMap<>(feeds);
        moved.put(feed, version);
        return new PullCursor(epoch, clientId, scope, kind, after, moved);
    }

    String write(Vault vault) {
        StringBuilder text = new StringBuilder();
        text.append(epoch)
                .append('|')
                .append(clientId)
                .append('|')
                .append(scope)
                .append('|');
        text.append(kind).append('|').append(after == null ? "" : after);
        feeds.forEach(
                (feed, version) -> text.append('|').append(feed).append('=').append(version));
        String body = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
        return body + '.' + vault.name(USE, body);
    }

    /** @throws RefusedException where this server has not signed it */
    static PullCursor read(Vault vault, String written) {
        int dot = written.indexOf('.');
        if (dot < 0 || !signed(vault, written.substring(0, dot), written.substring(dot + 1))) {
            throw foreign();
        }
        String text = new String(Base64.getUrlDecoder().decode(written.substring(0, dot)), StandardCharsets.UTF_8);
        String[] parts = text.split("\\|", -1);
        Map<UUID, Long> feeds = new TreeMap<>();
        for (int i = 5; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            feeds.put(UUID.fromString(parts[i].substring(0, equals)), Long.parseLong(parts[i].substring(equals + 1)));
        }
        return new PullCursor(
                parts[0],
                UUID.fromString(parts[1]),
                parts[2],
                Integer.parseInt(parts[3]),
                parts[4].isEmpty() ? null : UUID.fromString(parts[4]),
                feeds);
    }

    private static boolean signed(Vault vault, String body, String signature) {
        return MessageDigest.isEqual(
                vault.name(USE, body).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    static RefusedException foreign() {
        return new RefusedException(CommonProblem.INVALID_REQUEST, "This cursor came from no pull of this client.");
    }
}
