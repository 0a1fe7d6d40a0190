package dev.millrace.e2e.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image, unpacked.
 *
 * @param root its files
 * @param entrypoint the command that it runs, its program by its path
 * @param environment variables that it sets
 */
public record UnpackedImage(Path root, List<String> entrypoint, Map<String, String> environment) {
  private static final String OPTIONS = "app/jvm.args";
  private static final String PLAIN_OPTIONS = "app/plain.args";
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Unpacks an image.
   *
   * @param tar as {@code docker save} writes it
   * @param directory where to, not there yet
   */
  public static UnpackedImage unpack(Path tar, Path directory)
      throws IOException, InterruptedException {
    Path parts = Files.createDirectories(directory.resolve("parts"));
    Path root = Files.createDirectories(directory.resolve("root"));
    extract(tar, parts);
    JsonNode manifest = JSON.readTree(parts.resolve("manifest.json").toFile()).path(0);
    for (JsonNode layer : manifest.path("Layers")) {
      extract(parts.resolve(layer.asText()), root);
    }
    JsonNode config =
        JSON.readTree(parts.resolve(manifest.path("Config").asText()).toFile()).path("config");
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variable : config.path("Env")) {
      String[] parted = variable.asText().split("=", 2);
      environment.put(parted[0], parted[1]);
    }
    List<String> entrypoint = new ArrayList<>();
    config.path("Entrypoint").forEach(word -> entrypoint.add(word.asText()));
    entrypoint.set(0, program(root, entrypoint.getFirst(), environment.get("PATH")));
    return new UnpackedImage(root, entrypoint, environment);
  }

  /** The same files, run without the AOT cache that the options of the image's JVM may name. */
  public UnpackedImage withoutCache() throws IOException {
    List<String> options =
        Files.readAllLines(root.resolve(OPTIONS)).stream()
            .filter(line -> !line.startsWith("-XX:AOTCache"))
            .toList();
    Files.write(root.resolve(PLAIN_OPTIONS), options);
    List<String> command =
        entrypoint.stream()
            .map(word -> word.equals("@/" + OPTIONS) ? "@/" + PLAIN_OPTIONS : word)
            .toList();
    return new UnpackedImage(root, command, environment);
  }

  private static void extract(Path tar, Path directory) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder(
                "tar",
                "--warning=no-unknown-keyword",
                "-xpf",
                tar.toString(),
                "-C",
                directory.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("tar cannot extract " + tar + ": it has ended with " + status);
    }
  }

  /** Where the image itself would find a program. */
  private static String program(Path root, String name, String path) throws IOException {
    for (String directory : path.split(":")) {
      if (Files.exists(root.resolve(directory.substring(1)).resolve(name))) {
        return directory + "/" + name;
      }
    }
    throw new IOException("the image has no program " + name + " in " + path);
  }
}
