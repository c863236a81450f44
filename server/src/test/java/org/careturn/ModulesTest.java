package org.careturn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

/** The edges between modules, as their package-info files declare them. */
class ModulesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.careturn");

    @Test
    void modulesKnowEachOtherOnlyAsDeclared() {
        ApplicationModules.of(CareTurn.class).verify();
    }

    @Test
    void theRulesOfTheQueueArePure() {
        noClasses()
                .that()
                .resideInAPackage("..domain..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "tools.jackson..", "jakarta..")
                .check(CLASSES);
    }

    @Test
    void timeIsAskedOfTheClockHandedIn() {
        noClasses()
                .that()
                .resideInAnyPackage("..queueing..", "..facilities..", "..patients..", "..forecasting..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void controllersStandInWebPackages() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .resideInAPackage("..web..")
                .check(CLASSES);
    }
}
