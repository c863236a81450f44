package org.careturn.platform.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What no code tells about the API: names, sentences, examples, refusals. Each module keeps its own in
 * {@code src/main/resources/openapi/<module>.yaml}.
 *
 * @param areas what groups operations: name to description
 * @param parameters of paths and queries: name to description, or {@code METHOD /path name} for one operation's own
 * @param operations {@code METHOD /path} to its text
 * @param schemas description of a type ({@code Entry}) or of a field ({@code Entry.callId})
 */
public record ApiTexts(
        Map<String, String> areas,
        Map<String, String> parameters,
        Map<String, OperationText> operations,
        Map<String, String> schemas) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * The text of one operation.
     *
     * @param id its name in generated clients
     * @param refuses codes of the problems that it gives beside those that follow from its form
     * @param statuses with which it answers when done; 200 where none is named
     * @param etag whether the answer carries the version of its body
     * @param body an example of the request's body
     * @param answer an example of the answer's body
     */
    public record OperationText(
            String area,
            String id,
            String summary,
            @Nullable String description,
            @Nullable List<String> refuses,
            @Nullable List<Integer> statuses,
            boolean etag,
            @Nullable Object body,
            @Nullable Object answer) {}

    /** One file; {@code examples} holds what its other parts point to. */
    private record Module(
            @Nullable Map<String, String> areas,
            @Nullable Map<String, String> parameters,
            @Nullable Map<String, Object> examples,
            @Nullable Map<String, OperationText> operations,
            @Nullable Map<String, String> schemas) {}

    public static ApiTexts read() {
        ApiTexts all = new ApiTexts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml")) {
                all.add(String.valueOf(file.getFilename()), module(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private void add(String file, Module module) {
        put(file, areas, module.areas);
        put(file, parameters, module.parameters);
        put(file, operations, module.operations);
        put(file, schemas, module.schemas);
    }

    private static <T> void put(String file, Map<String, T> all, @Nullable Map<String, T> some) {
        if (some != null) {
            some.forEach((key, value) -> {
                if (all.put(key, value) != null) {
                    throw new IllegalStateException("openapi/" + file + " says again what another file says: " + key);
                }
            });
        }
    }

    private static Module module(Resource file) throws IOException {
        DumperOptions dumper = new DumperOptions();
        LoaderOptions loader = new LoaderOptions();
        loader.setAllowDuplicateKeys(false);
        loader.setMaxAliasesForCollections(1000);
        Yaml yaml = new Yaml(new SafeConstructor(loader), new Representer(dumper), dumper, loader, new PlainScalars());
        try (InputStream in = file.getInputStream()) {
            return JSON.convertValue(yaml.load(in), Module.class);
        } catch (RuntimeException e) {
            throw new IllegalStateException("openapi/" + file.getFilename() + " can't be read", e);
        }
    }

    /** Times stay texts, as they are in JSON. */
    private static final class PlainScalars extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
            addImplicitResolver(Tag.INT, java.util.regex.Pattern.compile("-?(0|[1-9][0-9]*)"), "-0123456789");
            addImplicitResolver(
                    Tag.FLOAT, java.util.regex.Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+"), "-0123456789");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
