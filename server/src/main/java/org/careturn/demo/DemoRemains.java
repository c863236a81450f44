package org.careturn.demo;

import java.util.List;
import java.util.stream.Stream;
import org.careturn.identity.Accounts;
import org.careturn.platform.settings.CareTurnSettings;
import org.careturn.platform.settings.InvalidSettingsException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Starts no server in production mode on a database where somebody still signs in as in the demo hospital. */
@Component
class DemoRemains implements SmartInitializingSingleton {
    private final CareTurnSettings settings;
    private final Accounts accounts;

    DemoRemains(CareTurnSettings settings, Accounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!settings.isProduction()) {
            return;
        }
        List<String> open = Stream.concat(
                        Stream.of(DemoHospital.ADMIN),
                        DemoHospital.ALL.stream()
                                .flatMap(hospital -> hospital.staff().stream())
                                .map(DemoHospital.Person::userName))
                .distinct()
                .filter(name -> accounts.staffNamed(name).isPresent())
                .filter(name ->
                        accounts.authenticate(name, null, DemoHospital.PASSWORD).isPresent())
                .toList();
        if (!open.isEmpty()) {
            throw new InvalidSettingsException(
                    "The database holds the demo hospital, where anybody signs in as "
                            + String.join(", ", open)
                            + ": use an empty database in production mode, or give these accounts other passwords in demo mode.");
        }
    }
}
