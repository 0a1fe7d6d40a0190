package dev.millrace.pod;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads configuration files: JSON without unknown or repeated fields.
 *
 * @param <T> what a file holds
 */
public record ConfigurationFile<T>(Path path, T value) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if it is missing or does not hold a {@code type}; names the file
   *     and the field
   */
  public static <T> ConfigurationFile<T> read(Path path, Class<T> type)
      throws ConfigurationException {
    T value;
    try {
      value = JSON.readValue(Files.readAllBytes(path), type);
    } catch (NoSuchFileException e) {
      throw ConfigurationException.of(path, "is missing", e);
    } catch (JsonMappingException e) {
      throw ConfigurationException.of(path, field(e.getPath()), what(e), e);
    } catch (JacksonException e) {
      throw ConfigurationException.of(path, "is no JSON: " + what(e), e);
    } catch (IOException e) {
      throw ConfigurationException.of(path, "cannot be read: " + e, e);
    }
    if (value == null) {
      throw ConfigurationException.of(path, "is empty");
    }
    return new ConfigurationFile<>(path, value);
  }

  /**
   * The value of a field that has to be there.
   *
   * @throws ConfigurationException if it is null
   */
  public <V> V require(String field, V found) throws ConfigurationException {
    if (found == null) {
      throw wrong(field, "is missing");
    }
    return found;
  }

  /** Makes sure of what a field has to be. */
  public void check(boolean holds, String field, String what) throws ConfigurationException {
    if (!holds) {
      throw wrong(field, what);
    }
  }

  /** Something is wrong with a field of this file. */
  public ConfigurationException wrong(String field, String what) {
    return ConfigurationException.of(path, field, what, null);
  }

  private static String field(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }

  private static String what(JacksonException error) {
    if (error instanceof UnrecognizedPropertyException unknown) {
      return "is not known; known: "
          + new TreeSet<>(unknown.getKnownPropertyIds())
              .stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    if (error.getOriginalMessage().startsWith("Cannot map `null`")) {
      return "is missing";
    }
    JsonLocation at = error.getLocation();
    String place = at == null ? "" : " (line " + at.getLineNr() + ")";
    return error.getOriginalMessage() + place;
  }
}
