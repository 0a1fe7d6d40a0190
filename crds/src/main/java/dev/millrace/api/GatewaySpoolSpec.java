package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Where a gateway keeps messages while the broker cannot be reached. */
@ValidationRule(
    value =
        "self.storage != 'PersistentVolumeClaim' || oldSelf.storage != 'PersistentVolumeClaim' ||"
            + " self.maxBytes == oldSelf.maxBytes",
    message = "a claim keeps its size: change storage to Ephemeral, or make the gateway anew",
    fieldPath = ".maxBytes")
public record GatewaySpoolSpec(
    @JsonPropertyDescription(
            "Bytes that each pod keeps on disk at most; what does not fit is answered with 5.03.")
        @Required
        @Min(16777216)
        @Max(1099511627776L)
        Long maxBytes,
    @JsonPropertyDescription(
            "Ephemeral: in the pod; survives its process, not the pod. PersistentVolumeClaim: in"
                + " one claim that the pods of the gateway share; survives them.")
        @Default("Ephemeral")
        Storage storage) {
  /** Where the disk is. */
  public enum Storage {
    Ephemeral,
    PersistentVolumeClaim
  }

  /** Where the disk is, with the default that the schema names. */
  public Storage storageOrDefault() {
    return storage == null ? Storage.Ephemeral : storage;
  }
}
