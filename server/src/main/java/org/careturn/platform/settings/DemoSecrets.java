package org.careturn.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Secrets of a server that nobody has configured, made once and kept in files that only its own user reads. */
record DemoSecrets(Path dataDirectory) {
    private static final int KEY_BITS = 2048;

    /** Fills in what the settings leave open. */
    Secrets complete(Secrets configured) throws IOException {
        return new Secrets(
                configured.jwtKey().isEmpty() ? kept(jwtKey(), DemoSecrets::newKey) : configured.jwtKey(),
                configured.passwordPepper().isEmpty()
                        ? kept(passwordPepper(), DemoSecrets::random)
                        : configured.passwordPepper(),
                configured.patientDataKey().isEmpty()
                        ? kept(patientDataKey(), DemoSecrets::random)
                        : configured.patientDataKey());
    }

    /** Whether this very value was made for a demo here. */
    boolean made(String secret) {
        try {
            for (Path file : new Path[] {jwtKey(), passwordPepper(), patientDataKey()}) {
                if (Files.isReadable(file) && Files.readString(file).strip().equals(secret)) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            throw new InvalidSettingsException(
                    "The demo's secrets in " + dataDirectory + " can't be read.", unreadable);
        }
    }

    private Path jwtKey() {
        return dataDirectory.resolve("demo-jwt-key.pem");
    }

    private Path passwordPepper() {
        return dataDirectory.resolve("demo-password-pepper");
    }

    private Path patientDataKey() {
        return dataDirectory.resolve("demo-patient-data-key");
    }

    private static String kept(Path file, Supplier<String> maker) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, maker.get());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
