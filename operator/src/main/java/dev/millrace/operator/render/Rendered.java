package dev.millrace.operator.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Marks of rendered objects. */
public final class Rendered {
  /** Annotation of every rendered object: a hash of all that was rendered. */
  public static final String HASH = "millrace.dev/rendered";

  private static final int DIGITS = 16;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private Rendered() {}

  /** Adds the annotation to an object that is complete otherwise. */
  public static <T extends HasMetadata> T mark(T object) {
    Map<String, String> annotations = new LinkedHashMap<>();
    if (object.getMetadata().getAnnotations() != null) {
      annotations.putAll(object.getMetadata().getAnnotations());
    }
    annotations.remove(HASH);
    object.getMetadata().setAnnotations(annotations);
    annotations.put(HASH, hash(object));
    return object;
  }

  /** A short hash of anything that Jackson can write; equal things have equal hashes. */
  public static String hash(Object anything) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(anything));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + anything, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its JSON in memory, also of an object that was read. */
  public static JsonNode tree(HasMetadata object) {
    return JSON.valueToTree(object);
  }

  /** Its JSON, with entries in order: what a ConfigMap holds. */
  public static String json(Object anything) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(anything) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + anything, e);
    }
  }
}
