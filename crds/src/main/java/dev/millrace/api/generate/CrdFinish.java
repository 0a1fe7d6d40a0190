package dev.millrace.api.generate;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** Finishes a generated definition: what is the same for all kinds. */
final class CrdFinish {
  private CrdFinish() {}

  /** Completes {@code crd}, which was generated from {@code type}. */
  static void finish(CustomResourceDefinition crd, Class<?> type) {
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
      describe(root, type.getAnnotation(JsonClassDescription.class).value());
      // Without it a resource with no spec at all would be accepted.
      root.setRequired(List.of("spec"));
      Refinements.apply(crd.getSpec().getNames().getKind(), root);
      JSONSchemaProps conditions = SchemaPath.find(root, "status.conditions");
      conditions.setXKubernetesListType("map");
      conditions.setXKubernetesListMapKeys(List.of("type"));
      dropRepeatedRules(root);
      orderColumns(version.getAdditionalPrinterColumns(), type);
    }
  }

  private static void describe(JSONSchemaProps root, String description) {
    root.setDescription(description);
    root.getProperties().get("spec").setDescription("What it should be.");
    root.getProperties()
        .get("status")
        .setDescription("What was observed; only the operator writes it.");
  }

  /**
   * The generator takes a record's component for a field and an accessor and repeats its rules,
   * which server-side apply refuses: a rule's text is the key of its list.
   */
  private static void dropRepeatedRules(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(
          new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
    }
    Stream<JSONSchemaProps> fields =
        schema.getProperties() == null ? Stream.of() : schema.getProperties().values().stream();
    fields.forEach(CrdFinish::dropRepeatedRules);
    if (schema.getItems() != null) {
      dropRepeatedRules(schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      dropRepeatedRules(schema.getAdditionalProperties().getSchema());
    }
  }

  /** The generator sorts columns by path; people read them in the order of their annotations. */
  private static void orderColumns(List<CustomResourceColumnDefinition> columns, Class<?> type) {
    List<String> names =
        Stream.of(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    columns.sort(Comparator.comparingInt(column -> names.indexOf(column.getName())));
  }
}
