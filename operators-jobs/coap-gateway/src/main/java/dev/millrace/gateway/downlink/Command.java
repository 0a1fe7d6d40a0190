package dev.millrace.gateway.downlink;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.Code;

/**
 * What a device is asked to do.
 *
 * @param id for the result, as the command's author chose it; may be empty
 * @param path of the resource at the device, with a query if there is one
 * @param payload empty for none
 * @param format number of the Content-Format of the payload
 * @param observe whether the resource is to be observed
 * @param address of a device that need not be known; empty for the one that the key names
 * @param timeout from the record's timestamp; empty for that of the gateway
 */
// The bytes are handed on; commands are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Command(
    String id,
    Code method,
    String path,
    byte[] payload,
    int format,
    Observe observe,
    Optional<URI> address,
    Optional<Duration> timeout) {
  /** What a command says of observing (RFC 7641 section 2). */
  enum Observe {
    /** Nothing. */
    NO,
    /** Begin, or go on. */
    BEGIN,
    /** End. */
    END
  }
}
