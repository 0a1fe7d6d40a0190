package dev.millrace.operator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks an address over HTTP and ends with 0 if the answer is 200, with 1 if it is another one or
 * none, with 2 if there is no address to ask: for tests of an installation, as images have no shell
 * to do it.
 */
public final class HealthProbe {
  private static final int OK = 200;
  private static final int UNWELL = 1;
  private static final int BAD_INPUT = 2;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private HealthProbe() {}

  /** Asks the one address that is given, and prints what it says. */
  public static void main(String[] arguments) {
    System.exit(probe(arguments, TIMEOUT));
  }

  static int probe(String[] arguments, Duration timeout) {
    if (arguments.length != 1) {
      System.err.println("usage: HealthProbe URL");
      return BAD_INPUT;
    }
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(arguments[0])).timeout(timeout).build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      System.err.printf("%d %s%n", response.statusCode(), response.body().strip());
      return response.statusCode() == OK ? 0 : UNWELL;
    } catch (IllegalArgumentException e) {
      System.err.println(arguments[0] + " is no address: " + e.getMessage());
      return BAD_INPUT;
    } catch (IOException e) {
      System.err.println("no answer from " + arguments[0] + ": " + e);
      return UNWELL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNWELL;
    }
  }
}
