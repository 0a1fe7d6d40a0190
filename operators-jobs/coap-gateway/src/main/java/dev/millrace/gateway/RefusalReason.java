package dev.millrace.gateway;

import java.util.Locale;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/** Why a request got no 2.xx, with the response code that says so to the device. */
enum RefusalReason {
  NOT_FOUND(ResponseCode.NOT_FOUND),
  METHOD(ResponseCode.METHOD_NOT_ALLOWED),
  OPTION(ResponseCode.BAD_OPTION),
  PROXY(ResponseCode.PROXY_NOT_SUPPORTED),
  ACCEPT(ResponseCode.NOT_ACCEPTABLE),
  TOO_LARGE(ResponseCode.REQUEST_ENTITY_TOO_LARGE),
  /** Kafka takes no record of this size. */
  RECORD_TOO_LARGE(ResponseCode.REQUEST_ENTITY_TOO_LARGE),
  UNAUTHENTICATED(ResponseCode.UNAUTHORIZED),
  FORBIDDEN(ResponseCode.FORBIDDEN),
  CONTENT_FORMAT(ResponseCode.UNSUPPORTED_CONTENT_FORMAT),
  SYNTAX(ResponseCode.BAD_REQUEST),
  /** A block that is not what RFC 7959 wants. */
  BLOCK(ResponseCode.BAD_REQUEST),
  /** Blocks before it are not there. */
  INCOMPLETE(ResponseCode.REQUEST_ENTITY_INCOMPLETE),
  KEY(ResponseCode.BAD_REQUEST),
  /** More than one sender may ask for. */
  RATE(ResponseCode.TOO_MANY_REQUESTS),
  /** As many messages as may be are waiting for Kafka. */
  BUSY(ResponseCode.SERVICE_UNAVAILABLE),
  /** Kafka is away; the message was not sent. */
  BROKER_UNREACHABLE(ResponseCode.SERVICE_UNAVAILABLE),
  /** Kafka is away, and the spool has no room for the message. */
  NOT_SPOOLED(ResponseCode.SERVICE_UNAVAILABLE),
  /** Kafka did not acknowledge; the message may be in the log, at most once. */
  NOT_ACKNOWLEDGED(ResponseCode.SERVICE_UNAVAILABLE),
  /** The record is not known, or not kept. */
  UNREADABLE(ResponseCode.SERVICE_UNAVAILABLE),
  STOPPING(ResponseCode.SERVICE_UNAVAILABLE),
  /** A fault of the gateway. */
  FAULT(ResponseCode.INTERNAL_SERVER_ERROR);

  private final ResponseCode code;

  RefusalReason(ResponseCode code) {
    this.code = code;
  }

  ResponseCode code() {
    return code;
  }

  /** The value of a meter's tag. */
  String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
