package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import java.util.List;

/** Something that writes a topic. */
sealed interface Writer {
  /** The resource that says so. */
  Resource<?> resource();

  /** The field that names the topic. */
  FieldPath field();

  /** The topic's name. */
  String topic();

  /** The expression of the record key; empty if there is none. */
  String key();

  /** As messages call it. */
  String label();

  /** What the records have for a key if {@link #key} is empty. */
  String withoutKey();

  /** Whether it is this stage that writes. */
  boolean isBy(StageSite stage);

  /** A resource of a gateway; {@code index} counts the gateway's resources from 0. */
  record Gateway(Resource<CoapGatewaySpec> resource, int index, GatewayResourceSpec spec)
      implements Writer {
    @Override
    public FieldPath field() {
      return place().field("topic");
    }

    /** The place of the gateway's resource. */
    FieldPath place() {
      return FieldPath.of("spec").field("resources").index(index);
    }

    @Override
    public String topic() {
      return spec.topic();
    }

    @Override
    public String key() {
      return spec.key() == null ? "" : spec.key().strip();
    }

    @Override
    public String label() {
      return "gateway " + resource.name();
    }

    @Override
    public String withoutKey() {
      return "without a key";
    }

    @Override
    public boolean isBy(StageSite stage) {
      return false;
    }
  }

  /** What a stage writes of results. */
  record Results(StageSite stage) implements Writer {
    @Override
    public Resource<?> resource() {
      return stage.pipeline();
    }

    @Override
    public FieldPath field() {
      return stage.field("to").field("topic");
    }

    @Override
    public String topic() {
      return stage.spec().to().topic();
    }

    @Override
    public String key() {
      OutputSpec to = stage.spec().to();
      if (to.key() != null) {
        return to.key().strip();
      }
      List<StepSpec> steps = stage.steps();
      String rekey = steps.isEmpty() ? null : steps.get(steps.size() - 1).rekey();
      return rekey == null ? "" : rekey.strip();
    }

    @Override
    public String label() {
      return "stage " + stage.name();
    }

    @Override
    public String withoutKey() {
      return "with the key that it reads";
    }

    @Override
    public boolean isBy(StageSite other) {
      return stage.equals(other);
    }
  }

  /** What a stage passes on as it came: late records and dead letters. */
  record Rejects(StageSite stage, String what, FieldPath field, String topic) implements Writer {
    @Override
    public Resource<?> resource() {
      return stage.pipeline();
    }

    @Override
    public String key() {
      return "";
    }

    @Override
    public String label() {
      return "stage " + stage.name() + " (" + what + ")";
    }

    @Override
    public String withoutKey() {
      return "with the key that it reads";
    }

    @Override
    public boolean isBy(StageSite other) {
      return stage.equals(other);
    }
  }
}
