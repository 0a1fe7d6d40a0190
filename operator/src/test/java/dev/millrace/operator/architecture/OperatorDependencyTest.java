package dev.millrace.operator.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The operator stands above the control log and the core, and knows no engine. */
@AnalyzeClasses(packages = "dev.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class OperatorDependencyTest {
  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_OPERATOR =
      ArchRuleDefinition.noClasses()
          .that()
          .resideOutsideOfPackage("dev.millrace.operator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.millrace.operator..");

  /** What every process needs, as its HTTP pages, is in dev.millrace.pod itself. */
  @ArchTest
  static final ArchRule IT_RUNS_NOTHING_ITSELF =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("dev.millrace.operator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.kafka..",
              "dev.millrace.light..",
              "dev.millrace.flink..",
              "dev.millrace.gateway..",
              "dev.millrace.fleet..",
              "dev.millrace.pod.*..",
              "dev.millrace.local..");

  @ArchTest
  static final ArchRule RENDERING_IS_PURE =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("dev.millrace.operator.render..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client.dsl..",
              "io.javaoperatorsdk..",
              "org.apache.kafka..",
              "java.net.http..",
              "java.nio.file..");

  @ArchTest
  static void packagesHaveNoCycles(JavaClasses classes) {
    slices().matching("dev.millrace.operator.(*)..").should().beFreeOfCycles().check(classes);
  }
}
