package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A graph of stages joined by topics. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Kind("StreamPipeline")
@Plural("streampipelines")
@ShortNames("sp")
@Categories("millrace")
@ValidationRule(value = Syntax.NAME, message = Syntax.NAME_MESSAGE)
@JsonClassDescription("A graph of stages joined by topics.")
@AdditionalPrinterColumn(
    name = "Stages",
    jsonPath = ".status.readyStages",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type=='Ready')].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type=='Ready')].message",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class StreamPipeline extends CustomResource<StreamPipelineSpec, StreamPipelineStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
