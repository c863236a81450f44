package org.careturn.watching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server tells Prometheus: figures by their names, each with the names of its labels. Enough of the query language is
 * read to see which of them a query names.
 */
record Figures(Map<String, Set<String>> labels) {
    /** Of the server that Prometheus asks, not told by it. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    /** Told only where a backup is made. */
    private static final String BACKUP = "careturn_backup_";

    private static final Set<String> WORDS = Set.of("by", "without", "on", "ignoring", "and", "or", "unless", "bool");
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+", Pattern.MULTILINE);
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)})?(\\s*\\()?");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");

    static Figures of(String scraped) {
        Map<String, Set<String>> labels = new HashMap<>();
        Matcher samples = SAMPLE.matcher(scraped);
        while (samples.find()) {
            Set<String> of = labels.computeIfAbsent(samples.group(1), name -> new HashSet<>(OF_PROMETHEUS));
            String written = samples.group(2);
            if (written != null) {
                of.addAll(names(written));
            }
        }
        labels.put("up", OF_PROMETHEUS);
        return new Figures(labels);
    }

    private static List<String> names(String selector) {
        List<String> names = new ArrayList<>();
        Matcher labels = LABEL.matcher(selector);
        while (labels.find()) {
            names.add(labels.group(1));
        }
        return names;
    }

    /** Of all panels and alerts in the folder. */
    static List<String> queries(Path folder) throws IOException {
        List<String> queries = new ArrayList<>();
        Map<String, List<Map<String, List<Map<String, Object>>>>> alerts =
                new Yaml().load(Files.readString(folder.resolve("alerts.yml")));
        for (var group : alerts.getOrDefault("groups", List.of())) {
            group.getOrDefault("rules", List.of()).forEach(rule -> queries.add(String.valueOf(rule.get("expr"))));
        }
        JsonNode board =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("grafana/dashboards/careturn.json")));
        for (JsonNode panel : board.path("panels")) {
            panel.path("targets")
                    .forEach(target -> queries.add(target.path("expr").asString()));
        }
        board.at("/templating/list").forEach(variable -> {
            Matcher values = Pattern.compile("label_values\\((\\w+), (\\w+)\\)")
                    .matcher(variable.path("query").asString());
            if (values.matches()) {
                queries.add("max by (" + values.group(2) + ") (" + values.group(1) + ")");
            }
        });
        return queries;
    }

    /** What a query names and no server tells, in words. */
    List<String> faults(String query) {
        List<String> faults = new ArrayList<>();
        Set<String> known = new HashSet<>(OF_PROMETHEUS);
        known.add("le");
        Matcher selectors =
                SELECTOR.matcher(GROUPING.matcher(query).replaceAll("").replaceAll("\\[[^]]*]", ""));
        while (selectors.find()) {
            String name = selectors.group(1);
            if (selectors.group(3) != null || WORDS.contains(name) || name.startsWith(BACKUP)) {
                continue;
            }
            Set<String> has = labels.get(name);
            if (has == null) {
                faults.add(query + ": there is no " + name);
                continue;
            }
            known.addAll(has);
            String selector = selectors.group(2);
            if (selector != null) {
                names(selector).stream()
                        .filter(label -> !has.contains(label))
                        .forEach(label -> faults.add(query + ": " + name + " has no " + label));
            }
        }
        Matcher groupings = GROUPING.matcher(query);
        while (groupings.find()) {
            for (String label : groupings.group(1).split(",", -1)) {
                if (!known.contains(label.strip())) {
                    faults.add(query + ": nothing has " + label.strip());
                }
            }
        }
        return faults;
    }
}
