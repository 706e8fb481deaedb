package heed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

/// What may use what: the modules' `allowedDependencies`, and the rules that a compiler does not check.
@AnalyzeClasses(packages = "heed", importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJar.class})
class ArchitectureTest {

    /// The corpus of `rules` comes as a jar of tests.
    static final class NoTestJar implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule rulesUseNothing = classes().that().resideInAPackage("heed.rules..").should()
            .onlyDependOnClassesThat().resideInAnyPackage("heed.rules..", "java..", "org.jspecify.annotations..")
            .because("the law has no I/O, no clock and no framework");

    @ArchTest
    static final ArchRule aStreamOfRowsHoldsItsConnection = noClasses().should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream").orShould()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates
                    .target(com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("queryForStream")))
            .because("an unclosed stream keeps its connection for ever; use list() or query with a row handler");

    @ArchTest
    static final ArchRule constructorsInject = noFields().that().areDeclaredInClassesThat()
            .resideOutsideOfPackage("heed.cli..").should().beAnnotatedWith(Autowired.class).orShould()
            .beAnnotatedWith(Value.class);

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses().should().callMethod(Instant.class, "now").orShould()
            .callMethod(LocalDate.class, "now").orShould().callMethod(LocalDateTime.class, "now").orShould()
            .callMethod(ZonedDateTime.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
            .because("the clock is injected, so that a test can set it: " + Clock.class.getName());

    @ArchTest
    static final ArchRule noSharedState = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule onlyStoresAskTheDatabase = noClasses().that().haveSimpleNameEndingWith("Api").should()
            .dependOnClassesThat().belongToAnyOf(JdbcClient.class, JdbcTemplate.class);

    @Test
    void modulesUseOnlyWhatTheyAreAllowedTo() {
        // The law is no module of the server: everything may use it.
        ApplicationModules.of(HeedServer.class, JavaClass.Predicates.resideInAPackage("heed.rules..")).verify();
    }
}
