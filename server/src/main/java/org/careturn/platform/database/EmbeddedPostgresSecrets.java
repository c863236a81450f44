package org.careturn.platform.database;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The passwords of the embedded database's roles, made once and kept in a file that only this user reads. */
record EmbeddedPostgresSecrets(String superuser, String owner, String app) {

    static EmbeddedPostgresSecrets in(Path file, boolean databaseExists) throws IOException {
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            return new EmbeddedPostgresSecrets(
                    read(properties, "superuser", file),
                    read(properties, "owner", file),
                    read(properties, "app", file));
        }
        if (databaseExists) {
            throw new IOException("The passwords of the embedded database are missing: restore " + file + ".");
        }
        EmbeddedPostgresSecrets secrets = new EmbeddedPostgresSecrets(random(), random(), random());
        secrets.write(file);
        return secrets;
    }

    private static String read(Properties properties, String name, Path file) throws IOException {
        String value = properties.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IOException("The password of " + name + " is missing in " + file + ": restore the file.");
        }
        return value;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("superuser", superuser);
        properties.setProperty("owner", owner);
        properties.setProperty("app", app);
        StringWriter text = new StringWriter();
        properties.store(text, "Roles of the embedded database");
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text.toString()));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "passwords of " + EmbeddedPostgres.OWNER + ", " + EmbeddedPostgres.APP;
    }
}
