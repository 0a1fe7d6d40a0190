package dev.millrace.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestDirectoryTest {
  private static final String POOL =
      "apiVersion: millrace.dev/v1alpha1\nkind: NodePool\nmetadata: {name: %s}\nspec: {tier: Edge}\n";

  @TempDir Path directory;

  @Test
  void readsYamlFilesInTheOrderOfTheirNames() throws IOException {
    write("b.yaml", POOL.formatted("b1") + "---\n# nothing\n---\n" + POOL.formatted("b2"));
    write("a.yml", "\uFEFF" + POOL.formatted("a"));
    write("README.md", "not a manifest");
    Files.createDirectory(directory.resolve("inner.yaml"));

    LoadResult result = Manifests.load(directory);

    assertThat(result.problems()).isEmpty();
    assertThat(result.resources()).extracting(Resource::name).containsExactly("a", "b1", "b2");
    assertThat(result.pools().get(2).source().start())
        .isEqualTo(new Location(directory.resolve("b.yaml").toString(), 8, 1));
  }

  @Test
  void saysWhenThereIsNothing() throws IOException {
    write("README.md", "");
    assertThat(only(directory).message()).isEqualTo("holds no manifest.");
    assertThat(only(directory.resolve("missing")).message()).isEqualTo("does not exist.");
    assertThat(only(directory.resolve("README.md")).message()).isEqualTo("is not a directory.");
  }

  @Test
  void saysWhereAFileIsNotUtf8() throws IOException {
    Files.write(
        directory.resolve("a.yaml"), "a: b\nc: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1));

    Problem problem = only(directory);

    assertThat(problem.location().line()).isEqualTo(2);
    assertThat(problem.location().column()).isEqualTo(4);
    assertThat(problem.message()).isEqualTo("is not UTF-8: byte 8 is no part of a character.");
  }

  @Test
  void aCharacterCutOffAtTheEndIsNotUtf8() throws IOException {
    Files.write(directory.resolve("a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xC3});

    assertThat(only(directory).message()).startsWith("is not UTF-8: byte 3");
  }

  @Test
  void refusesAHugeFileUnread() throws IOException {
    Files.write(directory.resolve("a.yaml"), new byte[ManifestFile.MAX_BYTES + 1]);

    assertThat(only(directory).message()).contains("1048577 bytes", "at most 1048576");
  }

  @Test
  void goesOnWithTheOtherFiles() throws IOException {
    write("a.yaml", "{");
    write("b.yaml", POOL.formatted("b"));
    Files.createSymbolicLink(directory.resolve("c.yaml"), directory.resolve("nowhere"));

    LoadResult result = Manifests.load(directory);

    assertThat(result.resources()).extracting(Resource::name).containsExactly("b");
    assertThat(result.problems())
        .extracting(p -> Path.of(p.location().file()).getFileName() + " " + p.message())
        .containsExactly(
            "a.yaml no YAML: while parsing a flow node, expected the node content, but found"
                + " '<stream end>'.",
            "c.yaml is not a regular file.");
  }

  private static Problem only(Path path) {
    LoadResult result = Manifests.load(path);
    assertThat(result.problems()).hasSize(1);
    return result.problems().getFirst();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
