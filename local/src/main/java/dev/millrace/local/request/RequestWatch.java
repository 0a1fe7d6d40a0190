package dev.millrace.local.request;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.manifest.Resource;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationSide;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into a run's directory for requests, and tells there what becomes of them. */
public final class RequestWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestWatch.class);
  private static final long LOOK_MILLIS = 200;

  private final RunDirectory directory;
  private final BiConsumer<String, MigrationRequestSpec> apply;
  private final Supplier<List<MigrationReport>> reports;
  private final Map<String, String> seen = new HashMap<>();
  private final Map<String, MigrationReport> told = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "requests");
            made.setDaemon(true);
            return made;
          });

  private RequestWatch(
      RunDirectory directory,
      BiConsumer<String, MigrationRequestSpec> apply,
      Supplier<List<MigrationReport>> reports) {
    this.directory = directory;
    this.apply = apply;
    this.reports = reports;
  }

  /**
   * Begins to look.
   *
   * @param apply takes each request, and each change of one; an IllegalArgumentException refuses it
   * @param reports what is known of all migrations
   */
  public static RequestWatch start(
      RunDirectory directory,
      BiConsumer<String, MigrationRequestSpec> apply,
      Supplier<List<MigrationReport>> reports)
      throws IOException {
    directory.begin();
    RequestWatch watch = new RequestWatch(directory, apply, reports);
    watch.thread.scheduleWithFixedDelay(
        watch::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      directory.readRequests().forEach(this::take);
      tell();
    } catch (IOException | RuntimeException e) {
      LOG.warn("requests in {} are not answered for the moment", directory.path(), e);
    }
  }

  private void take(String name, String text) {
    if (text.equals(seen.put(name, text))) {
      return;
    }
    try {
      Resource<MigrationRequestSpec> request = RequestManifest.read(name + ".yaml", text);
      apply.accept(name, request.spec());
    } catch (IllegalArgumentException e) {
      tell(refusal(name, text, e.getMessage()));
    }
  }

  private static MigrationReport refusal(String name, String text, String reason) {
    String stage = "";
    MigrationRequestSpec.Strategy strategy = MigrationRequestSpec.Strategy.Parallel;
    try {
      MigrationRequestSpec asked = RequestManifest.read(name, text).spec();
      stage = asked.stage();
      strategy = asked.strategy();
    } catch (IllegalArgumentException e) {
      LOG.debug("request {} cannot be read, as its refusal says", name, e);
    }
    MigrationSide unknown = new MigrationSide("", "");
    return new MigrationReport(
        name,
        stage,
        strategy,
        null,
        unknown,
        unknown,
        MigrationPhase.Refused,
        reason,
        0,
        List.of(),
        List.of());
  }

  private void tell() {
    reports.get().forEach(this::tell);
  }

  private void tell(MigrationReport report) {
    if (!report.equals(told.put(report.name(), report))) {
      try {
        directory.writeStatus(report);
      } catch (IOException e) {
        LOG.warn("the status of migration {} cannot be written", report.name(), e);
      }
    }
  }

  /** Tells a last time how far everything is, and gives the directory back. */
  @Override
  public void close() throws IOException {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LOOK_MILLIS * 10, TimeUnit.MILLISECONDS)) {
        LOG.warn("requests are still being looked at");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tell();
    directory.end();
  }
}
