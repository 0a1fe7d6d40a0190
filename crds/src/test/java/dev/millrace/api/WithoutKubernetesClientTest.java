package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An edge engine carries no Kubernetes client: reading manifests must not need one. */
class WithoutKubernetesClientTest {
  @Test
  void recordsAndLoaderWorkWithoutIt() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("fabric8") && !entry.contains("test-classes")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    String text =
        "apiVersion: millrace.dev/v1alpha1\nkind: NodePool\nmetadata: {name: a}\nspec: {tier: Edge}\n";
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass("dev.millrace.api.NodePool"))
          .isInstanceOf(NoClassDefFoundError.class);
      Object result =
          loader
              .loadClass("dev.millrace.api.manifest.Manifests")
              .getMethod("parse", String.class, String.class)
              .invoke(null, "a.yaml", text);
      assertThat(result.toString()).contains("tier=Edge").contains("problems=[]");
    }
  }
}
