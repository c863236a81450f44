package org.careturn.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the class path beside the data that they serve. */
record PostgresBinaries(Path folder) {

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    boolean has(String library) {
        for (String suffix : new String[] {".so", ".dylib"}) {
            if (Files.exists(folder.resolve("lib/postgresql/" + library + suffix))) {
                return true;
            }
        }
        return false;
    }

    /** Unpacks the programs of this machine's kind into {@code home}, unless these very ones are there already. */
    static PostgresBinaries unpackInto(Path home) throws IOException {
        String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL url = PostgresBinaries.class.getResource(resource);
        if (url == null) {
            throw new IOException("The embedded PostgreSQL for this machine (" + resource
                    + ") is not part of this build: build on this kind of machine, or set DATABASE_URL.");
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream packed = connection.getInputStream()) {
            Path folder = home.resolve("programs-" + connection.getContentLengthLong());
            if (!Files.exists(folder)) {
                deleteOthers(home);
                Path unfinished = home.resolve("programs.new");
                unpack(packed, unfinished);
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresBinaries(folder);
        }
    }

    static String resource(@Nullable String os, @Nullable String arch) {
        boolean mac = os != null && os.toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = "aarch64".equals(arch) || "arm64".equals(arch);
        return "/postgres-" + (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static void deleteOthers(Path home) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(home, "programs*")) {
            for (Path other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void unpack(InputStream packed, Path to) throws IOException {
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
        Files.createDirectories(to);
        readable(to, true);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = to.resolve(entry.getName()).normalize();
            if (!file.startsWith(to)) {
                throw new IOException("entry outside of the archive: " + entry.getName());
            }
            createFolders(to, entry.isDirectory() ? file : file.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else if (!entry.isDirectory()) {
                Files.copy(tar, file);
                readable(file, (entry.getMode() & 0100) != 0);
            }
        }
    }

    private static void createFolders(Path root, @Nullable Path folder) throws IOException {
        if (folder != null && !folder.equals(root) && !Files.exists(folder)) {
            createFolders(root, folder.getParent());
            Files.createDirectory(folder);
            readable(folder, true);
        }
    }

    /** The server may run as another user than this process, whatever this process's umask is. */
    private static void readable(Path path, boolean executable) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
