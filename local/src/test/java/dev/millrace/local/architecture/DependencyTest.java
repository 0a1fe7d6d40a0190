package dev.millrace.local.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Dependencies point downwards only, and the core knows neither Kafka nor an engine. */
@AnalyzeClasses(packages = "dev.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("api")
          .definedBy("dev.millrace.api..")
          .layer("core")
          .definedBy("dev.millrace.stream..")
          .layer("control log")
          .definedBy("dev.millrace.controllog..")
          .layer("kafka side")
          .definedBy("dev.millrace.kafka..")
          .layer("light engine")
          .definedBy("dev.millrace.light..")
          .layer("flink engine")
          .definedBy("dev.millrace.flink..")
          .layer("gateway")
          .definedBy("dev.millrace.gateway..")
          .layer("fleet")
          .definedBy("dev.millrace.fleet..")
          .layer("broker")
          .definedBy("dev.millrace.broker..")
          .layer("local")
          .definedBy("dev.millrace.local..")
          .layer("pod runtime")
          .definedBy("dev.millrace.pod")
          .layer("stage pod")
          .definedBy("dev.millrace.pod.stage..")
          .layer("gateway pod")
          .definedBy("dev.millrace.pod.gateway..")
          .layer("fleet pod")
          .definedBy("dev.millrace.pod.fleet..")
          .whereLayer("stage pod")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("gateway pod")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("fleet pod")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("pod runtime")
          .mayOnlyBeAccessedByLayers("stage pod", "gateway pod", "fleet pod")
          .whereLayer("pod runtime")
          .mayNotAccessAnyLayer()
          .whereLayer("local")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("light engine")
          .mayOnlyBeAccessedByLayers("local", "stage pod")
          .whereLayer("flink engine")
          .mayOnlyBeAccessedByLayers("local", "stage pod")
          .whereLayer("gateway")
          .mayOnlyBeAccessedByLayers("local", "gateway pod")
          .whereLayer("fleet")
          .mayOnlyBeAccessedByLayers("local", "fleet pod")
          .whereLayer("broker")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("kafka side")
          .mayOnlyBeAccessedByLayers("light engine", "flink engine", "local", "stage pod")
          .whereLayer("control log")
          .mayOnlyBeAccessedByLayers(
              "kafka side", "light engine", "flink engine", "local", "stage pod")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers(
              "control log",
              "kafka side",
              "light engine",
              "flink engine",
              "gateway",
              "local",
              "stage pod");

  @ArchTest
  static final ArchRule THE_CORE_IS_PURE =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("dev.millrace.stream..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.flink..",
              "org.eclipse.californium..",
              "io.fabric8..",
              "java.net..",
              "java.nio.file..",
              "java.util.concurrent..");

  @ArchTest
  static final ArchRule INSIDE_A_STAGE_NOTHING_ASKS_THE_CLOCK_OR_CHANCE =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAnyPackage(
              "dev.millrace.stream.stage..",
              "dev.millrace.stream.step..",
              "dev.millrace.stream.state..",
              "dev.millrace.stream.expression..",
              "dev.millrace.stream.codec..",
              "dev.millrace.stream.replica..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "identityHashCode", Object.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.(Random|SplittableRandom|UUID)");

  @ArchTest
  static final ArchRule THE_CHECKER_IS_INDEPENDENT_OF_WHAT_IT_CHECKS =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("dev.millrace.local.check..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.stream..",
              "dev.millrace.controllog..",
              "dev.millrace.kafka..",
              "dev.millrace.light..",
              "dev.millrace.flink..",
              "dev.millrace.gateway..");

  @ArchTest
  static void packagesOfTheCoreHaveNoCycles(JavaClasses classes) {
    slices().matching("dev.millrace.stream.(*)..").should().beFreeOfCycles().check(classes);
  }

  @ArchTest
  static final ArchRule FAULTS_ARE_MADE_BY_BENCHMARKS_ONLY =
      ArchRuleDefinition.noClasses()
          .that()
          .resideOutsideOfPackages("dev.millrace.gateway", "dev.millrace.local.bench.coap")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.millrace.gateway.GatewayFaults")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.millrace.gateway.GatewayFaults$Part");

  @ArchTest
  static final ArchRule NO_GATEWAY_MAKES_FAULTS_ITSELF =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("dev.millrace.gateway..")
          .and()
          .haveNameNotMatching(".*\\.(GatewayFaults|Tripwire|FragileList)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(GatewayFaults|Tripwire|FragileList)(\\$.*)?");
}
