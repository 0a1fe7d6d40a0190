package dev.millrace.e2e.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/**
 * Enough of an API server for the operator to do its work: beside what the mock can, an apply makes
 * what is not there yet and is merged into what is, and resources get the defaults of their CRDs.
 */
final class StandInApi extends KubernetesCrudDispatcher {
  private static final String APPLY = "apply-patch";
  private static final String STATUS = "/status";

  private final SchemaDefaults defaults;

  StandInApi(SchemaDefaults defaults) {
    this.defaults = defaults;
  }

  @Override
  public MockResponse handleCreate(RecordedRequest request) {
    return super.handleCreate(
        with(request, HttpMethod.POST, request.getPath(), "application/json", filled(request)));
  }

  @Override
  public MockResponse handlePatch(RecordedRequest request) {
    String type = request.getHeader("Content-Type");
    if (type == null || !type.contains(APPLY)) {
      return super.handlePatch(request);
    }
    String path = request.getPath().split("\\?", 2)[0];
    byte[] body = request.getBody().getBytes();
    if (handleGet(path.endsWith(STATUS) ? path.substring(0, path.length() - STATUS.length()) : path)
            .code()
        == HttpURLConnection.HTTP_NOT_FOUND) {
      String collection = path.substring(0, path.lastIndexOf('/'));
      return super.handleCreate(
          with(request, HttpMethod.POST, collection, "application/json", body));
    }
    return super.handlePatch(
        with(request, HttpMethod.PATCH, path, "application/merge-patch+json", body));
  }

  private byte[] filled(RecordedRequest request) {
    byte[] body = request.getBody().getBytes();
    try {
      JsonNode resource = SchemaDefaults.MAPPER.readTree(body);
      return resource instanceof ObjectNode object
          ? defaults.fill(object).toString().getBytes(StandardCharsets.UTF_8)
          : body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedRequest with(
      RecordedRequest request, HttpMethod method, String path, String type, byte[] body) {
    return new RecordedRequest(
        request.getHttpVersion(),
        method,
        path,
        request.getHeaders().newBuilder().setHeader("Content-Type", type).build(),
        new Buffer(body));
  }
}
