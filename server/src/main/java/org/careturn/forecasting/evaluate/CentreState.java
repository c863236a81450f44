package org.careturn.forecasting.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.DurationLaw;
import org.careturn.forecasting.domain.LineState;
import org.careturn.forecasting.domain.ServiceTimes;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;
import org.jspecify.annotations.Nullable;

/**
 * What a service centre's log has told so far, as the simulation wants it. The log names no shifts: who was seen within the
 * last half hour is on duty.
 */
final class CentreState {
    private static final long ON_DUTY = 3600;
    /** The centre moved its best customers up by a minute and a half. */
    private static final int CREDIT = 90;

    private static final OrderRule RULE = new OrderRule(OrderPolicy.FIFO, 4, new Targets(Map.of()));
    private static final double CONFIGURED_SERVICE = 180;
    private static final double CONFIGURED_TURN = 30;

    private final Map<String, Integer> queues = new HashMap<>();
    private final List<ServiceTimes<String>> times = new ArrayList<>();
    private final ServiceTimes<String> turns = new ServiceTimes<>(CONFIGURED_TURN);
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final List<Ticket> arrivals = new ArrayList<>();
    private int recentFrom;
    private double waited = 1000;
    private int left = 1;

    private static final class Server {
        @Nullable
        Ticket serving;

        long seen;
        boolean somebodyWaited;
        final Map<Integer, Long> lastServed = new HashMap<>();
    }

    static double since(Ticket ticket) {
        return (double) ticket.arrival() - (ticket.priority() == 2 ? CREDIT : 0);
    }

    int queue(String service) {
        return queues.computeIfAbsent(service, name -> {
            times.add(new ServiceTimes<>(CONFIGURED_SERVICE));
            return Math.min(queues.size(), Long.SIZE - 1);
        });
    }

    void arrives(Ticket ticket) {
        queue(ticket.service());
        arrivals.add(ticket);
    }

    void starts(Ticket ticket) {
        waited += ticket.waitSeconds();
        if (ticket.server() == null) {
            return;
        }
        Server server = servers.computeIfAbsent(ticket.server(), name -> new Server());
        long gap = ticket.left() - server.seen;
        if (server.serving == null && server.somebodyWaited && gap < ON_DUTY) {
            turns.observe(ticket.server(), (double) gap);
        }
        server.serving = ticket;
        server.seen = ticket.left();
        server.lastServed.put(queue(ticket.service()), ticket.left());
    }

    void leaves(Ticket ticket) {
        waited += ticket.waitSeconds();
        left++;
    }

    void ends(Ticket ticket, List<Ticket> waiting) {
        times.get(queue(ticket.service())).observe(ticket.server(), (double) (ticket.end() - ticket.left()));
        if (ticket.server() == null) {
            return;
        }
        Server server = servers.get(ticket.server());
        if (server != null && ticket.equals(server.serving)) {
            server.serving = null;
            server.seen = ticket.end();
            server.somebodyWaited = waiting.stream().anyMatch(w -> server.lastServed.containsKey(queue(w.service())));
        }
    }

    /** How many were at work within the last half hour. */
    int onDuty(long now) {
        return (int) servers.values().stream().filter(s -> isOnDuty(s, now)).count();
    }

    double meanService() {
        return times.stream().mapToDouble(t -> t.law().mean()).average().orElse(CONFIGURED_SERVICE);
    }

    LineState at(long now, List<Ticket> waiting) {
        List<LineState.Waiting> all = new ArrayList<>();
        for (Ticket ticket : waiting) {
            all.add(waiter(ticket, now));
        }
        List<LineState.Desk> desks = new ArrayList<>();
        List<String> names = new ArrayList<>();
        servers.forEach((name, server) -> {
            if (isOnDuty(server, now)) {
                desks.add(desk(names.size(), server, now));
                names.add(name);
            }
        });
        List<LineState.Service> services = new ArrayList<>();
        DurationLaw turn = turns.law();
        double[][] rates = rates(now);
        for (int q = 0; q < times.size(); q++) {
            ServiceTimes<String> own = times.get(q);
            List<Double> factors = names.stream().map(own::factor).toList();
            double[] hour = rates[q];
            services.add(new LineState.Service(own.law(), factors, turn, left / waited, List.of(hour, hour)));
        }
        return new LineState(RULE, all, desks, List.of(), services);
    }

    private LineState.Waiting waiter(Ticket ticket, long now) {
        return new LineState.Waiting(
                queue(ticket.service()), urgency(ticket), since(ticket) - now, ticket.row(), LineState.ANYBODY, 0);
    }

    private static Urgency urgency(Ticket ticket) {
        return ticket.priority() == 2 ? Urgency.URGENT : Urgency.LESS_URGENT;
    }

    private LineState.Desk desk(int number, Server server, long now) {
        long queues = 0;
        for (Map.Entry<Integer, Long> served : server.lastServed.entrySet()) {
            queues |= 1L << served.getKey();
        }
        LineState.Activity activity = server.serving != null
                ? new LineState.Activity.Serving(
                        queue(server.serving.service()), (double) (now - server.serving.left()))
                : new LineState.Activity.TurningRound((double) (now - server.seen));
        return new LineState.Desk(number, queues, 0, Double.POSITIVE_INFINITY, activity, List.of());
    }

    private static boolean isOnDuty(Server server, long now) {
        return server.seen > now - ON_DUTY;
    }

    /** Walk-ins per second, by queue and urgency, as they came within the last half hour. */
    private double[][] rates(long now) {
        while (recentFrom < arrivals.size() && arrivals.get(recentFrom).arrival() < now - ON_DUTY) {
            recentFrom++;
        }
        double[][] rates = new double[times.size()][5];
        for (Ticket ticket : arrivals.subList(recentFrom, arrivals.size())) {
            rates[queue(ticket.service())][urgency(ticket).level() - 1] += 1.0 / ON_DUTY;
        }
        return rates;
    }
}
