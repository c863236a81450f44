package org.careturn.sync;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.careturn.facilities.Facilities;
import org.careturn.platform.Actor;
import org.careturn.platform.database.Columns;
import org.careturn.sync.Judged.About;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows as a client may see them; what is outside its scope isn't there. */
@Repository
class Rows {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Facilities facilities;
    private final Clock clock;

    Rows(JdbcClient jdbc, JsonMapper json, Facilities facilities, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.facilities = facilities;
        this.clock = clock;
    }

    /** The service day of the client's facility; for a patient the day in UTC. */
    LocalDate day(Client client) {
        return client.facilityId() == null
                ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                : facilities.facility(client.facilityId()).serviceDay(clock.instant());
    }

    List<String> kinds(Client client) {
        return List.copyOf(RowSql.of(client.scope()).keySet());
    }

    /** The rows of a kind in the order of their ids, from after one on. */
    List<Row> page(Actor actor, Client client, LocalDate day, String kind, @Nullable UUID after, int limit) {
        return read(
                actor,
                client,
                day,
                kind,
                " and k.id > :after::uuid order by k.id limit " + limit,
                Map.of("after", after == null ? new UUID(0, 0) : after));
    }

    /** Those of these rows that the client may see. */
    List<Row> byIds(Actor actor, Client client, LocalDate day, String kind, Collection<UUID> ids) {
        if (ids.isEmpty() || !RowSql.of(client.scope()).containsKey(kind)) {
            return List.of();
        }
        return read(
                actor, client, day, kind, " and k.id = any (:ids::uuid[])", Map.of("ids", (Object) Columns.texts(ids)));
    }

    /** The queues of these services. */
    List<UUID> queuesOf(Collection<UUID> serviceIds) {
        return serviceIds.isEmpty()
                ? List.of()
                : jdbc.sql("select id from queue where service_id = any (:ids::uuid[])")
                        .param("ids", Columns.texts(serviceIds))
                        .query((row, n) -> Columns.id(row, "id"))
                        .list();
    }

    Map<About, Row> of(Actor actor, Client client, List<About> about) {
        LocalDate day = day(client);
        Map<About, Row> rows = new HashMap<>();
        about.stream()
                .collect(Collectors.groupingBy(About::kind))
                .forEach((kind, wanted) -> byIds(
                                actor,
                                client,
                                day,
                                kind,
                                wanted.stream().map(About::id).toList())
                        .forEach(row -> rows.put(new About(kind, row.id()), row)));
        return rows;
    }

    private List<Row> read(
            Actor actor, Client client, LocalDate day, String kind, String condition, Map<String, Object> more) {
        Map<String, Object> parameters = new LinkedHashMap<>(more);
        parameters.put("day", day);
        if (client.facilityId() == null) {
            parameters.put("patients", Columns.texts(actor.patients()));
        } else {
            parameters.put("facility", client.facilityId());
        }
        List<Row> rows = new ArrayList<>();
        jdbc.sql(RowSql.of(client.scope()).get(kind) + condition)
                .params(parameters)
                .query(row -> {
                    rows.add(new Row(kind, Columns.id(row, "id"), object(row.getString("json"))));
                });
        return rows;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> object(String text) {
        return json.readValue(text, Map.class);
    }
}
