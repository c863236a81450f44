package org.careturn.platform.settings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads the settings before anything else starts. In production mode it refuses those that are good for a demonstration
 * only, all at once; in demo mode it makes the secrets that nobody gave.
 */
class ProductionGuard implements EnvironmentPostProcessor, Ordered {

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE; // after the files of settings
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        CareTurnSettings settings = Binder.get(environment).bindOrCreate("careturn", CareTurnSettings.class);
        Secrets secrets = Secrets.in(environment);
        DemoSecrets demo = new DemoSecrets(settings.dataDir());
        List<String> problems = new ArrayList<>(SettingsRules.problems(settings, secrets));
        problems.addAll(SettingsRules.backupProblems(environment));
        if (settings.isProduction()) {
            problems.addAll(SettingsRules.productionProblems(settings, secrets, demo::made));
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        Secrets complete = settings.isProduction() ? secrets : completed(demo, secrets);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "secrets",
                        Map.of(
                                Secrets.JWT_KEY, complete.jwtKey(),
                                Secrets.PASSWORD_PEPPER, complete.passwordPepper(),
                                Secrets.PATIENT_DATA_KEY, complete.patientDataKey())));
    }

    private static Secrets completed(DemoSecrets demo, Secrets secrets) {
        try {
            return demo.complete(secrets);
        } catch (IOException failure) {
            throw new InvalidSettingsException(
                    "CARETURN_DATA_DIR must be a folder that this user can write to (" + failure.getMessage() + ").",
                    failure);
        }
    }
}
