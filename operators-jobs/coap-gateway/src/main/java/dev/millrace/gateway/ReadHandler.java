package dev.millrace.gateway;

import dev.millrace.gateway.observe.Answers;
import dev.millrace.gateway.observe.Observables;
import dev.millrace.gateway.observe.Observer;
import dev.millrace.gateway.observe.Representation;
import dev.millrace.gateway.observe.Subject;
import dev.millrace.gateway.observe.SubjectState;
import dev.millrace.gateway.observe.Unavailable;
import dev.millrace.stream.record.EvaluationException;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;

/** Answers GET from what was read of a topic, and begins and ends observations (RFC 7641). */
final class ReadHandler {
  private final Observables observables;

  ReadHandler(Observables observables) {
    this.observables = observables;
  }

  /** What a request may see: a subject, or why it may see none. */
  private record Sight(Optional<Subject> subject, Optional<Verdict.Refused> refused) {
    static Sight of(Routing.ToReadable read) {
      Optional<Verdict.Refused> refusal =
          Permission.refusal(read.route().authorize(), read.variables(), read.identity(), "read");
      if (refusal.isPresent()) {
        return new Sight(Optional.empty(), refusal);
      }
      try {
        String key = read.route().key().evaluate(read.variables(), read.identity());
        return new Sight(Optional.of(Subject.of(read.route().topic(), key)), Optional.empty());
      } catch (EvaluationException e) {
        return new Sight(
            Optional.empty(),
            Optional.of(
                new Verdict.Refused(RefusalReason.KEY, "no record key: " + e.getMessage())));
      }
    }
  }

  /** Answers from memory, at once. */
  void handle(PendingRequest pending, Routing.ToReadable read) {
    if (read.observe() != Routing.Observe.NO) {
      // Whatever comes of this request, it takes the place of one with the same token.
      observables.leave(pending.exchange());
    }
    Sight sight = Sight.of(read);
    if (sight.refused().isPresent()) {
      pending.refuse(sight.refused().get());
      return;
    }
    Subject subject = sight.subject().orElseThrow();
    switch (observables.state(subject)) {
      case SubjectState.Absent unused ->
          pending.refuse(
              new Verdict.Refused(RefusalReason.NOT_FOUND, "there is no record of this key"));
      case Unavailable reason ->
          pending.refuse(new Verdict.Refused(RefusalReason.UNREADABLE, reason.why()));
      case Representation state -> show(pending, read, subject, state);
    }
  }

  private void show(
      PendingRequest pending, Routing.ToReadable read, Subject subject, Representation state) {
    int format = state.format(read.route().terms().format());
    if (read.accept().isPresent() && read.accept().getAsInt() != format) {
      pending.refuse(new Verdict.Refused(RefusalReason.ACCEPT, "available: " + format));
      return;
    }
    Response response = Answers.of(state, read.route().terms(), read.etags());
    Optional<Observer> observer =
        read.observe() == Routing.Observe.JOIN
            ? observables.join(pending.exchange(), subject, read.route().terms(), state)
            : Optional.empty();
    observer.ifPresent(one -> one.number(response));
    pending.show(response);
    observer.ifPresent(Observer::changed);
  }

  /** Ends the observations whose requests these rules would not answer in the same way. */
  void follow(RequestRouter router) {
    observables.review(observer -> review(observer, router.route(observer.request())));
  }

  private static void review(Observer observer, Routing routing) {
    if (!(routing instanceof Routing.ToReadable read)) {
      observer.finish(ResponseCode.NOT_FOUND, "the resource is gone");
      return;
    }
    Sight sight = Sight.of(read);
    if (sight.refused().isPresent()) {
      Verdict.Refused refused = sight.refused().get();
      observer.finish(refused.reason().code(), refused.diagnostic());
    } else if (!sight.subject().equals(Optional.of(observer.subject()))
        || !read.route().terms().equals(observer.terms())) {
      observer.finish(ResponseCode.SERVICE_UNAVAILABLE, "the resource is another one now");
    }
  }
}
