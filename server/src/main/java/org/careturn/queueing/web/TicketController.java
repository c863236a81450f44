package org.careturn.queueing.web;

import org.careturn.platform.web.AllowAnyone;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.Tickets.Ticket;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tickets")
class TicketController {
    private final Tickets tickets;

    TicketController(Tickets tickets) {
        this.tickets = tickets;
    }

    @GetMapping("/{token}")
    @AllowAnyone(because = "the token is 128 random bits, and the answer names nobody")
    ResponseEntity<Ticket> ticket(@PathVariable String token) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tickets.byToken(token));
    }
}
