package dev.millrace.fleet.message;

import dev.millrace.fleet.message.Reply.Kind;
import java.nio.ByteBuffer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.network.serialization.DataParser;
import org.eclipse.californium.core.network.serialization.UdpDataParser;

/** Reads datagrams with Californium's parser, which checks versions, lengths and options. */
public final class ReplyDecoder {
  private final DataParser parser =
      new UdpDataParser(true, StandardOptionRegistry.getDefaultOptionRegistry());

  /** What {@code datagram} says; malformed ones come out as the RFC wants them treated. */
  public Reply decode(byte[] datagram) {
    try {
      return classify(parser.parseMessage(datagram));
    } catch (CoAPMessageFormatException e) {
      return Reply.empty(e.isConfirmable() ? Kind.REJECTED : Kind.IGNORED, e.getMid());
    } catch (MessageFormatException | IllegalArgumentException e) {
      // Not even a header that could be answered (RFC 7252 section 3).
      return Reply.empty(Kind.IGNORED, 0);
    }
  }

  private static Reply classify(Message message) {
    int id = message.getMID();
    CoAP.Type type = message.getType();
    if (message instanceof Response response) {
      Kind kind =
          switch (type) {
            case ACK -> Kind.PIGGYBACKED;
            case CON -> Kind.CONFIRMABLE;
            case NON -> Kind.NON_CONFIRMABLE;
            case RST -> Kind.IGNORED;
          };
      byte[] token = response.getTokenBytes();
      return new Reply(
          kind,
          id,
          token.length == Long.BYTES ? ByteBuffer.wrap(token).getLong() : 0,
          response.getRawCode(),
          response.getOptions().getMaxAge());
    }
    // A confirmable request, or a ping: a client serves nothing (RFC 7252 section 4.2).
    if (type == CoAP.Type.CON) {
      return Reply.empty(Kind.REJECTED, id);
    }
    if (message.getRawCode() != CoAP.MessageFormat.EMPTY_CODE) {
      return Reply.empty(Kind.IGNORED, id);
    }
    return switch (type) {
      case ACK -> Reply.empty(Kind.EMPTY_ACKNOWLEDGEMENT, id);
      case RST -> Reply.empty(Kind.RESET, id);
      default -> Reply.empty(Kind.IGNORED, id);
    };
  }
}
