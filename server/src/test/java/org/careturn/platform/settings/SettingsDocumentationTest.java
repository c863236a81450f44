package org.careturn.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsDocumentationTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theExampleDescribesEachSettingAndNoOther() throws IOException {
        Set<String> used = names("server/src/main/resources/application.yaml", "\\$\\{([A-Z][A-Z0-9_]*)");
        used.addAll(names("careturn", "\\$\\{(CARETURN_[A-Z0-9_]*)"));
        assertThat(names(".env.example", "(?m)^# ([A-Z][A-Z0-9_]*)=")).isEqualTo(used);
    }

    @Test
    void theExampleShowsTheRealDefaults() throws IOException {
        String settings = read("server/src/main/resources/application.yaml");
        String example = read(".env.example");
        Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):([^${}]*)\\}")
                .matcher(settings)
                .results()
                .filter(setting -> !setting.group(2).isEmpty())
                .forEach(setting ->
                        assertThat(example).contains("# " + setting.group(1) + "=" + setting.group(2) + "\n"));
    }

    @Test
    void aCopyOfTheExampleChangesNothing() throws IOException {
        assertThat(read(".env.example").lines())
                .allMatch(line -> line.isEmpty() || line.startsWith("# ") || line.startsWith("#  "));
    }

    private static Set<String> names(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(read(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
