package dev.millrace.local.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A checker that shares code with what it checks agrees with its mistakes. */
@AnalyzeClasses(packages = "dev.millrace.local.check", importOptions = DoNotIncludeTests.class)
class IndependenceTest {
  @ArchTest
  static final ArchRule THE_CHECKER_SHARES_NO_CODE_WITH_ENGINES_AND_GATEWAYS =
      noClasses()
          .that()
          .resideInAPackage("dev.millrace.local.check..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.stream..",
              "dev.millrace.kafka..",
              "dev.millrace.light..",
              "dev.millrace.flink..",
              "dev.millrace.gateway..");
}
