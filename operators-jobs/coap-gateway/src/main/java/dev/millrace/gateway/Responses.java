package dev.millrace.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;

/** Makes the responses, with the options that belong to their codes. */
final class Responses {
  /** A diagnostic fits into one datagram, whatever a parser has to say. */
  private static final int MAX_DIAGNOSTIC = 256;

  private final Limits limits;

  Responses(Limits limits) {
    this.limits = limits;
  }

  /** The message is in Kafka. */
  Response changed() {
    return new PromptResponse(ResponseCode.CHANGED);
  }

  Response links(String links) {
    Response response = new Response(ResponseCode.CONTENT);
    response.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_LINK_FORMAT);
    response.setPayload(links);
    // RFC 7959 section 2.4: blocks of lists from before and after a change must not be mixed.
    response.getOptions().addETag(tag(links));
    return response;
  }

  Response refused(Verdict.Refused refused) {
    Response response = new Response(refused.reason().code());
    response.setPayload(cut(refused.diagnostic()));
    if (refused.reason().code() == ResponseCode.SERVICE_UNAVAILABLE) {
      // RFC 7252 section 5.9.3.4: when to try again.
      response.getOptions().setMaxAge(limits.retryAfterSeconds());
    }
    if (refused.reason() == RefusalReason.RATE) {
      // RFC 8516 section 3. At least one request a second is always granted.
      response.getOptions().setMaxAge(1);
    }
    if (refused.reason() == RefusalReason.TOO_LARGE) {
      // RFC 7252 section 5.9.2.9: the size that would be taken.
      response.getOptions().setSize1(limits.maxPayloadBytes());
    }
    return response;
  }

  private static byte[] tag(String links) {
    CRC32C checksum = new CRC32C();
    checksum.update(links.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
  }

  private static String cut(String diagnostic) {
    return diagnostic.length() <= MAX_DIAGNOSTIC
        ? diagnostic
        : diagnostic.substring(0, MAX_DIAGNOSTIC - 1) + "…";
  }
}
