package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.manifest.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Who writes and who reads which topic. A topic is known by its name alone, over all pipelines and
 * gateways: two addresses of bootstrap servers may well be two doors to one cluster.
 */
record Wiring(List<Writer> writers, List<StageSite> readers) {

  static Wiring of(Inventory inventory) {
    List<Writer> writers = new ArrayList<>();
    for (Resource<CoapGatewaySpec> gateway : inventory.gateways()) {
      List<GatewayResourceSpec> resources = gateway.spec().resources();
      for (int index = 0; resources != null && index < resources.size(); index++) {
        writers.add(new Writer.Gateway(gateway, index, resources.get(index)));
      }
    }
    inventory.stages().forEach(stage -> writers.addAll(of(stage)));
    return new Wiring(List.copyOf(writers), inventory.stages());
  }

  private static List<Writer> of(StageSite stage) {
    List<Writer> writers = new ArrayList<>();
    writers.add(new Writer.Results(stage));
    if (stage.spec().late() != null) {
      writers.add(
          new Writer.Rejects(stage, "late records", stage.field("late"), stage.spec().late()));
    }
    writers.add(
        new Writer.Rejects(stage, "dead letters", stage.field("deadLetters"), stage.deadLetters()));
    return writers;
  }

  /** The writers of a topic, gateways first. */
  List<Writer> writersOf(String topic) {
    return writers.stream().filter(writer -> writer.topic().equals(topic)).toList();
  }

  /** The stages that read a topic. */
  List<StageSite> readersOf(String topic) {
    return readers.stream().filter(reader -> reader.spec().from().equals(topic)).toList();
  }

  /** The gateways' resources. */
  List<Writer.Gateway> gateways() {
    return writers.stream()
        .filter(Writer.Gateway.class::isInstance)
        .map(Writer.Gateway.class::cast)
        .toList();
  }

  /** All that a stage writes: results, late records, dead letters. */
  List<Writer> writersIn(StageSite stage) {
    return writers.stream().filter(writer -> writer.isBy(stage)).toList();
  }
}
