package org.careturn.licences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/licences-server.md lists what the server and its tests are built from; a licence that isn't taken fails. */
class LicencesDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "licences-server.md");

    /** At least one of a library's licences has to be one of these. */
    private static final Set<String> TAKEN = Set.of(
            "Apache-2.0",
            "MIT",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "Unicode-3.0",
            "GPL-2.0 with the classpath exception");

    private static final String HEAD = """
            # Libraries of the server and their licences

            Drawn by `./careturn docs` from what Maven's repository says of the libraries on the class path, those of the tests
            included; not to be edited. Of several licences one may be chosen.

            | library | licence |
            | --- | --- |
            """;

    @Test
    void everyLibraryHasALicenceThatIsTaken() throws IOException {
        assertThat(libraries())
                .hasSizeGreaterThan(100)
                .allSatisfy(library ->
                        assertThat(library.licences()).as(library.name()).containsAnyElementsOf(TAKEN));
    }

    @Test
    void isCurrent() throws IOException {
        String document = HEAD
                + libraries().stream()
                        .map(library ->
                                "| " + library.name() + " | " + String.join(" or ", library.licences()) + " |\n")
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("careturn.docs.write")) {
            Files.writeString(FILE, document);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/licences-server.md is not current; write it anew with ./careturn docs")
                .isEqualTo(document);
    }

    private static List<Library> libraries() throws IOException {
        List<Library> libraries = new ArrayList<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Library library = entry.endsWith(".jar") ? Library.of(Path.of(entry)) : null;
            if (library != null) {
                libraries.add(library);
            }
        }
        return libraries.stream()
                .distinct()
                .sorted(Comparator.comparing(Library::name))
                .toList();
    }
}
