package dev.millrace.fleet.message;

import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.network.serialization.DataSerializer;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;

/** Writes a device's answers to messages of the gateway (RFC 7252 section 4.2). */
public final class EmptyMessages {
  private final DataSerializer serializer = new UdpDataSerializer();

  /** The acknowledgement of a confirmable response. */
  public byte[] acknowledge(int messageId) {
    return encode(CoAP.Type.ACK, messageId);
  }

  /** The Reset of a confirmable message that the device does not expect. */
  public byte[] reset(int messageId) {
    return encode(CoAP.Type.RST, messageId);
  }

  private byte[] encode(CoAP.Type type, int messageId) {
    EmptyMessage message = new EmptyMessage(type);
    message.setMID(messageId);
    return serializer.getByteArray(message);
  }
}
