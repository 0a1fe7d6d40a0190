package dev.millrace.local.running;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.watch.OutputWatch;
import dev.millrace.stream.migration.MigrationState;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One migration of a local run: the coordinator's loop on a thread of its own. */
public final class LocalMigration implements Runnable, MigrationJournal {
  private static final Logger LOG = LoggerFactory.getLogger(LocalMigration.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final long STEP_MILLIS = 20;
  private static final long AFTER_TROUBLE_MILLIS = 500;

  /** Rounds after the end in which what reached the log too late is given up. */
  private static final int SWEEPS = 5;

  private final String name;
  private final LocalSite site;
  private final MigrationAccount account;
  private final Clock clock;
  private volatile MigrationRequestSpec spec;
  private volatile boolean runEnds;
  private volatile MigrationState state;

  /**
   * A migration that begins with {@link #run}.
   *
   * @param spec as it is now; {@link #change} takes later ones
   */
  LocalMigration(
      String name, MigrationRequestSpec spec, LocalSite site, OutputWatch outputs, Clock clock) {
    this.name = name;
    this.spec = spec;
    this.site = site;
    this.clock = clock;
    this.state = MigrationState.pending(clock.millis());
    this.account = new MigrationAccount(name, spec, site, outputs, state);
  }

  /** Name of the request. */
  public String name() {
    return name;
  }

  /** The stage that moves. */
  MovableStage stage() {
    return site.stage();
  }

  /** Whether it has ended. */
  public boolean isOver() {
    return state.isOver();
  }

  /** What can be said of it now. */
  public MigrationReport report() {
    return account.report(clock.millis());
  }

  /**
   * Takes what people have asked for since.
   *
   * @throws IllegalArgumentException if more than promote, abort and rollBack has changed
   */
  void change(MigrationRequestSpec later) {
    if (!later.stage().equals(spec.stage()) || !later.to().pool().equals(spec.to().pool())) {
      throw new IllegalArgumentException(
          "migration %s moves %s to %s already: choose another name"
              .formatted(name, spec.stage(), spec.to().pool()));
    }
    if (later.strategy() != spec.strategy()) {
      throw new IllegalArgumentException(
          "migration %s has strategy %s already: choose another name"
              .formatted(name, spec.strategy()));
    }
    spec =
        new MigrationRequestSpec(
            spec.stage(),
            spec.to(),
            spec.strategy(),
            spec.synchronisation(),
            spec.restart(),
            spec.verification(),
            spec.keepSource(),
            spec.deadline(),
            later.promote(),
            later.abort(),
            later.rollBack());
  }

  /** The run ends: what has not switched is given up, what has is left as it is. */
  void runEnds() {
    runEnds = true;
  }

  /** Ends it without a start. */
  void refuse(String reason) {
    save(new MigrationState(MigrationPhase.Refused, clock.millis(), clock.millis(), reason));
  }

  @Override
  public void run() {
    RequestedSteps requested = new RequestedSteps(name, spec, site, this, clock, () -> runEnds);
    try (ControlLog log = ControlLog.open(site.kafka(), site.pipeline(), name, TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(site.kafka(), site.pipeline(), name, TIMEOUT);
        MigrationSteps steps = requested.open(log, progress, state)) {
      drive(steps);
    } catch (ControlLogException | RuntimeException e) {
      LOG.error("migration {} cannot go on", name, e);
      if (state.phase() == MigrationPhase.Pending) {
        refuse(e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drive(MigrationSteps steps) throws InterruptedException {
    int sweeps = 0;
    while (sweeps < SWEEPS && !(runEnds && state.phase() == MigrationPhase.Observing)) {
      try {
        MigrationState before = state;
        steps.step();
        account.moved(steps.moves());
        sweeps += state.isOver() ? 1 : 0;
        if (state.equals(before)) {
          Thread.sleep(STEP_MILLIS);
        }
      } catch (ControlLogException e) {
        LOG.warn("migration {}: {}", name, e.getMessage());
        Thread.sleep(AFTER_TROUBLE_MILLIS);
      } catch (RuntimeException e) {
        // A replica that could not be started or stopped; what has been decided is tried again.
        LOG.warn("migration {}: a step has failed", name, e);
        Thread.sleep(AFTER_TROUBLE_MILLIS);
      }
    }
  }

  @Override
  public void save(MigrationState next) {
    LOG.info(
        "migration {} of {}: {}{}",
        name,
        site.stage().name(),
        next.phase(),
        next.reason() == null ? "" : ", " + next.reason());
    account.entered(next);
    state = next;
  }

  @Override
  public Wishes wishes() {
    MigrationRequestSpec now = spec;
    return new Wishes(
        Boolean.TRUE.equals(now.promote()),
        Boolean.TRUE.equals(now.abort()) || runEnds,
        Boolean.TRUE.equals(now.rollBack()));
  }
}
