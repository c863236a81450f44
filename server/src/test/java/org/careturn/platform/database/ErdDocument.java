package org.careturn.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables, keys, relations and rules of a migrated database, read from its catalogue, as Markdown with Mermaid diagrams. */
record ErdDocument(List<Table> tables, List<Relation> relations, List<Rule> rules) {
    private static final String COLUMNS = """
            select c.relname, obj_description(c.oid), a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   col_description(c.oid, a.attnum),
                   exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary
                             and a.attnum = any (i.indkey)),
                   exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
                             and a.attnum = any (k.conkey)),
                   exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and not i.indisprimary
                             and i.indpred is null and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and c.relname <> 'flyway_schema_history'
              and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
            order by c.relname, a.attnum""";

    private static final String RELATIONS = """
            select k.conrelid::regclass::text, k.confrelid::regclass::text,
                   (select string_agg(a.attname, ', ' order by p.ordinal)
                    from unnest(k.conkey) with ordinality p(attnum, ordinal)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.attnum),
                   (select bool_or(not a.attnotnull) from pg_attribute a
                    where a.attrelid = k.conrelid and a.attnum = any (k.conkey)),
                   exists (select from pg_index i where i.indrelid = k.conrelid and i.indisunique and i.indpred is null
                             and i.indnkeyatts = cardinality(k.conkey)
                             and string_to_array(i.indkey::text, ' ')::int2[] <@ k.conkey)
            from pg_constraint k
            where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0
            order by 1, 3, 2""";

    private static final String RULES = """
            select i.indrelid::regclass::text as relation, 'unique' as kind,
                   (select string_agg(pg_get_indexdef(i.indexrelid, n, true), ', ' order by n)
                    from generate_series(1, i.indnkeyatts) n)
                     || case when i.indnullsnotdistinct then ', nulls being equal' else '' end as what,
                   pg_get_expr(i.indpred, i.indrelid, true) as only
            from pg_index i join pg_class c on c.oid = i.indrelid
            where c.relnamespace = 'public'::regnamespace and i.indisunique and not i.indisexclusion
              and c.relname <> 'flyway_schema_history'
            union all
            select k.conrelid::regclass::text, k.contype::text,
                   case k.contype when 'c' then pg_get_expr(k.conbin, k.conrelid, true)
                     else pg_get_constraintdef(k.oid, true) end,
                   null
            from pg_constraint k
            where k.contype in ('c', 'x') and k.connamespace = 'public'::regnamespace and k.conrelid <> 0
            order by 1, 2 desc, 3""";

    record Column(
            String name,
            String type,
            boolean required,
            @Nullable String comment,
            boolean primary,
            boolean foreign,
            boolean unique) {}

    record Table(String name, @Nullable String comment, List<Column> columns) {}

    record Relation(String child, String parent, String columns, boolean optional, boolean one) {}

    /** A thing that the database refuses; {@code only} limits it to some rows. */
    record Rule(
            String table,
            String kind,
            String what,
            @Nullable String only) {}

    static ErdDocument read(Connection connection) throws SQLException {
        Map<String, Table> tables = new LinkedHashMap<>();
        List<Relation> relations = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(COLUMNS)) {
                while (row.next()) {
                    String comment = row.getString(2);
                    tables.computeIfAbsent(row.getString(1), name -> new Table(name, comment, new ArrayList<>()))
                            .columns()
                            .add(new Column(
                                    row.getString(3),
                                    row.getString(4),
                                    row.getBoolean(5),
                                    row.getString(6),
                                    row.getBoolean(7),
                                    row.getBoolean(8),
                                    row.getBoolean(9)));
                }
            }
            try (ResultSet row = statement.executeQuery(RELATIONS)) {
                while (row.next()) {
                    relations.add(new Relation(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getBoolean(5)));
                }
            }
            try (ResultSet row = statement.executeQuery(RULES)) {
                while (row.next()) {
                    rules.add(new Rule(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
        }
        return new ErdDocument(List.copyOf(tables.values()), relations, rules);
    }

    /**
     * The document.
     *
     * @param areas the tables of each area, in the order of the document
     */
    String markdown(Map<String, Set<String>> areas) {
        StringBuilder text = new StringBuilder("""
                # Tables and their relations

                Generated from the migrated database by `./careturn docs`; a test fails where it is not current. PK: primary key,
                FK: foreign key, UK: unique by itself; a column marked `?` may be null. Instants (`timestamptz`) are UTC.

                """);
        areas.forEach((area, names) -> {
            text.append("- [").append(area).append("](#").append(area).append("): ");
            text.append(
                    named(names).stream().map(table -> "`" + table.name() + "`").collect(Collectors.joining(", ")));
            text.append("\n");
        });
        areas.forEach((area, names) -> area(text, area, names));
        return text.toString();
    }

    private List<Table> named(Set<String> names) {
        return tables.stream().filter(table -> names.contains(table.name())).toList();
    }

    private void area(StringBuilder text, String area, Set<String> names) {
        text.append("\n## ").append(area).append("\n\n```mermaid\nerDiagram\n");
        for (Table table : named(names)) {
            text.append("  ").append(table.name()).append(" {\n");
            table.columns()
                    .forEach(column ->
                            text.append("    ").append(attribute(column)).append("\n"));
            text.append("  }\n");
        }
        for (Relation relation : relations) {
            if (names.contains(relation.child())) {
                text.append("  ")
                        .append(relation.parent())
                        .append(relation.optional() ? " |o--" : " ||--")
                        .append(relation.one() ? "o| " : "o{ ")
                        .append(relation.child())
                        .append(" : \"")
                        .append(relation.columns())
                        .append("\"\n");
            }
        }
        text.append("```\n");
        named(names).forEach(table -> table(text, table));
    }

    private void table(StringBuilder text, Table table) {
        text.append("\n### ").append(table.name()).append("\n\n");
        if (table.comment() != null) {
            text.append(table.comment()).append(".\n\n");
        }
        for (Column column : table.columns()) {
            if (column.comment() != null) {
                text.append("- `")
                        .append(column.name())
                        .append("`: ")
                        .append(column.comment())
                        .append("\n");
            }
        }
        Set<String> lines = new TreeSet<>();
        rules.stream().filter(rule -> rule.table().equals(table.name())).forEach(rule -> lines.add(words(rule)));
        lines.forEach(line -> text.append("- ").append(line).append("\n"));
    }

    private static String attribute(Column column) {
        List<String> keys = new ArrayList<>();
        if (column.primary()) {
            keys.add("PK");
        }
        if (column.foreign()) {
            keys.add("FK");
        }
        if (column.unique()) {
            keys.add("UK");
        }
        return type(column.type())
                + " "
                + column.name()
                + (keys.isEmpty() ? "" : " " + String.join(", ", keys))
                + (column.required() ? "" : " \"?\"");
    }

    private static String type(String type) {
        return type.replace("timestamp with time zone", "timestamptz")
                .replace("double precision", "double")
                .replace("character varying", "varchar")
                .replaceAll("[ ,]+", "_");
    }

    private static String words(Rule rule) {
        String what = "`" + Pattern.compile("\\s+").matcher(rule.what()).replaceAll(" ") + "`";
        return switch (rule.kind()) {
            case "unique" ->
                "at most one row per " + what + (rule.only() == null ? "" : " where `" + rule.only() + "`");
            case "c" -> "always " + what;
            case "x" -> "no two rows that collide in " + what;
            default -> throw new IllegalArgumentException(rule.kind());
        };
    }
}
