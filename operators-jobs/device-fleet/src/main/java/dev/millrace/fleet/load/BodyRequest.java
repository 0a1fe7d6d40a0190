package dev.millrace.fleet.load;

import org.eclipse.californium.core.coap.CoAP;

/**
 * A body that goes one way in blocks, again and again.
 *
 * @param method GET for a body that comes, POST or PUT for one that goes
 * @param bodyBytes how long it is
 * @param blockBytes of a block; the server may take smaller ones
 */
public record BodyRequest(CoAP.Code method, String path, int bodyBytes, int blockBytes) {
  /** Refuses what RFC 7959 does not know. */
  public BodyRequest {
    if (!Block.isSize(blockBytes)) {
      throw new IllegalArgumentException("a block has 16, 32, … or 1024 bytes, not " + blockBytes);
    }
    if (bodyBytes < 1) {
      throw new IllegalArgumentException("a body has at least a byte: " + bodyBytes);
    }
  }

  /** Whether it is the client that sends the body. */
  boolean isUpload() {
    return method != CoAP.Code.GET;
  }

  /** As many messages as it takes at most, with the smallest blocks. */
  int mostMessages() {
    return (bodyBytes + 15) / 16;
  }
}
