package dev.millrace.gateway;

import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.network.serialization.MessageHeader;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.elements.util.DatagramReader;

/** Californium's parser, where it does otherwise than the RFCs want. */
final class GatewayParser extends UdpDataParser {
  GatewayParser() {
    super(true, StandardOptionRegistry.STANDARD_OPTIONS);
  }

  /** RFC 7252 section 5.8: an unknown method is 4.05. */
  @Override
  protected MessageHeader parseHeader(DatagramReader reader) {
    MessageHeader header = super.parseHeader(reader);
    if (CoAP.isRequest(header.getCode())) {
      try {
        var unused = Code.valueOf(header.getCode());
      } catch (MessageFormatException e) {
        throw new CoAPMessageFormatException(
            "no such method",
            header.getToken(),
            header.getMID(),
            header.getCode(),
            header.getType() == CoAP.Type.CON,
            ResponseCode.METHOD_NOT_ALLOWED);
      }
    }
    return header;
  }

  /**
   * The options of RFC 9177 are known to Californium, but it does nothing about them: a block would
   * be taken for the whole. They are critical, so here they are unknown.
   */
  @Override
  public Option createOption(int code, int number, byte[] value) {
    if (number == StandardOptionRegistry.Q_BLOCK_1.getNumber()
        || number == StandardOptionRegistry.Q_BLOCK_2.getNumber()) {
      throw new IllegalArgumentException("Unknown critical option " + number);
    }
    return super.createOption(code, number, value);
  }

  /** A block that is longer than it says would be an error of the stack, without an answer. */
  @Override
  public void parseOptionsAndPayload(DatagramReader reader, Message message) {
    try {
      super.parseOptionsAndPayload(reader, message);
    } catch (IllegalStateException e) {
      throw new CoAPMessageFormatException(
          e.getMessage(),
          message.getToken(),
          message.getMID(),
          message.getRawCode(),
          message.isConfirmable(),
          ResponseCode.BAD_REQUEST);
    }
  }
}
