package org.careturn.demo;

import java.util.List;
import org.careturn.platform.settings.CareTurnSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells who may sign in to the demo hospital, one for each role; their password is in the documentation too. */
@Component
class SignInNotice {
    private static final Logger LOG = LoggerFactory.getLogger(SignInNotice.class);

    private final CareTurnSettings settings;
    private final JdbcClient jdbc;

    SignInNotice(CareTurnSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    private record SignIn(String role, String name, String who, String where) {}

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void tell() {
        if (!settings.loadsDemoData()) {
            return;
        }
        List<SignIn> signIns = jdbc.sql("""
                        select distinct on (r.role, r.facility_id) r.role, coalesce(a.user_name, a.login_phone) as name,
                          a.display_name as who, coalesce(f.name, 'everywhere') as where
                        from account a join account_role r on r.account_id = a.id left join facility f on f.id = r.facility_id
                        where a.active and (f.name = any(?) or a.user_name = ? or a.login_phone = ?)
                        order by r.role, r.facility_id, a.id""")
                .param(DemoHospital.ALL.stream().map(DemoHospital::name).toArray(String[]::new))
                .param(DemoHospital.ADMIN)
                .param(DemoHospital.PATIENT_PHONE)
                .query((row, n) -> new SignIn(
                        row.getString("role"), row.getString("name"), row.getString("who"), row.getString("where")))
                .list();
        if (signIns.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        signIns.forEach(signIn ->
                text.append("%n  %-13s %-14s %s, %s".formatted(signIn.role, signIn.name, signIn.who, signIn.where)));
        LOG.info("Sign-ins of the demo hospital, all with the password {}{}", DemoHospital.PASSWORD, text);
    }
}
