package dev.millrace.gateway;

import dev.millrace.gateway.Verdict.Accepted;
import dev.millrace.gateway.Verdict.Refused;
import dev.millrace.gateway.publish.OutgoingRecord;
import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.record.EvaluationException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides about a message to a resource: may its sender write, is it in a format that the resource
 * takes, is it what that format says. Without side effects, and safe to use from several threads.
 */
final class MessageExaminer {
  private final PayloadSyntax syntax;

  MessageExaminer(PayloadSyntax syntax) {
    this.syntax = syntax;
  }

  /**
   * Whether {@link #examine} takes some microseconds at most. Expressions always do: they look at
   * the path and the identity alone, which fit into one datagram, in time linear in them.
   */
  boolean isQuick(DeviceMessage message) {
    return syntax.isQuick(message.payload().length);
  }

  /**
   * @param nowMillis becomes the record's timestamp
   */
  Verdict examine(DeviceMessage message, long nowMillis) {
    Route route = message.route();
    Optional<Refused> refusal =
        Permission.refusal(route.authorize(), message.variables(), message.identity(), "write to");
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<ContentFormat> format = format(message);
    if (format.isEmpty()) {
      return new Refused(RefusalReason.CONTENT_FORMAT, formatProblem(message));
    }
    Optional<String> problem = syntax.problem(format.get(), message.payload());
    if (problem.isPresent()) {
      return new Refused(
          RefusalReason.SYNTAX, "not " + format.get().mediaType() + ": " + problem.get());
    }
    byte[] key;
    try {
      key =
          route
              .key()
              .map(expression -> expression.evaluate(message.variables(), message.identity()))
              .map(text -> text.getBytes(StandardCharsets.UTF_8))
              .orElse(null);
    } catch (EvaluationException e) {
      return new Refused(RefusalReason.KEY, "no record key: " + e.getMessage());
    }
    return new Accepted(
        new OutgoingRecord(
            route.topic(),
            key,
            message.payload(),
            nowMillis,
            MessageHeaders.of(message, format.get())));
  }

  /** Without a Content-Format a payload is just octets (RFC 7252 section 5.5.1). */
  private static Optional<ContentFormat> format(DeviceMessage message) {
    Optional<ContentFormat> format =
        message.contentFormat() == DeviceMessage.NO_FORMAT
            ? Optional.of(ContentFormat.OCTETS)
            : ContentFormat.of(message.contentFormat());
    return format.filter(message.route().formats()::contains);
  }

  private static String formatProblem(DeviceMessage message) {
    String given =
        message.contentFormat() == DeviceMessage.NO_FORMAT
            ? "no content format"
            : "content format " + message.contentFormat();
    return given
        + "; accepted: "
        + message.route().formats().stream()
            .map(format -> format.number() + " " + format.mediaType())
            .collect(Collectors.joining(", "));
  }
}
