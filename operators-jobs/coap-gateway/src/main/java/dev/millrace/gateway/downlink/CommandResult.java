package dev.millrace.gateway.downlink;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.californium.core.coap.Response;

/**
 * What came of a command.
 *
 * @param id of the command; null if it could not be read
 * @param outcome in one word
 * @param detail what is wrong, or null
 * @param code of the response, as {@code 2.04}, or null
 * @param format number of the response's Content-Format, or null
 * @param payload of the response if it is text, or null
 * @param payloadBase64 of the response if it is no text, or null
 * @param partition of the command's record
 * @param offset of the command's record: the same if a command was carried out twice
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandResult(
    String id,
    Outcome outcome,
    String detail,
    String code,
    Integer format,
    String payload,
    String payloadBase64,
    int partition,
    long offset) {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  /** What can come of a command. */
  enum Outcome {
    /** The device has answered, perhaps with an error. */
    answered,
    /** An observed resource has another state, or the last one of the observation. */
    notified,
    /** It has not in time; it may have done what it was asked to. */
    timeout,
    /** It has rejected the message (RST). */
    rejected,
    /** No device of this name has sent anything to this gateway. */
    unknown,
    /** The record is no command. */
    invalid,
    /** The request could not be sent. */
    failed
  }

  static CommandResult of(Received command, Outcome outcome, String detail) {
    return new CommandResult(
        command.id(),
        outcome,
        detail,
        null,
        null,
        null,
        null,
        command.partition(),
        command.offset());
  }

  static CommandResult answered(Received command, Response response) {
    return of(command, Outcome.answered, response);
  }

  /** A later state of a resource that the command has observed. */
  static CommandResult notified(Received command, Response state) {
    return of(command, Outcome.notified, state);
  }

  private static CommandResult of(Received command, Outcome outcome, Response response) {
    byte[] payload = response.getPayload();
    String text = payload == null ? null : text(payload);
    return new CommandResult(
        command.id(),
        outcome,
        null,
        response.getCode().toString(),
        response.getOptions().hasContentFormat() ? response.getOptions().getContentFormat() : null,
        text,
        payload == null || text != null ? null : Base64.getEncoder().encodeToString(payload),
        command.partition(),
        command.offset());
  }

  private static String text(byte[] payload) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  byte[] json() {
    try {
      return WRITER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result of texts and numbers is always JSON", e);
    }
  }
}
