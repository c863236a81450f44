package org.careturn.watching.web;

import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.watching.HealthReport;
import org.careturn.watching.SystemHealth;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the server does, for administrators. */
@RestController
class HealthController {
    private final HealthReport report;

    HealthController(HealthReport report) {
        this.report = report;
    }

    @GetMapping("/api/v1/system-health")
    @Allow(Role.ADMIN)
    SystemHealth read() {
        return report.now();
    }
}
