package dev.millrace.gateway;

import dev.millrace.gateway.block.Part;
import dev.millrace.gateway.block.Step;
import dev.millrace.gateway.block.Uploads;
import dev.millrace.gateway.socket.PeerKey;
import java.util.Optional;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.stack.AbstractLayer;

/**
 * Puts bodies that come in blocks together (RFC 7959, Block1) before anything above sees them. The
 * stack would do so too, but reserves the longest body for each, and asks nobody whether it is
 * wanted before the last block. Stands below the stack's own layer, which adds the Block1 option to
 * the last answer.
 */
final class UploadLayer extends AbstractLayer {
  private final Uploads uploads;
  private final PartRules rules;

  /** Method and resource of an upload: those of one peer do not mix (RFC 7959 section 2.5). */
  private record Target(Code method, String uri) {}

  /** A peer at this listener. */
  private record Peer(UploadLayer listener, Object address) {}

  UploadLayer(Uploads uploads, PartRules rules) {
    this.uploads = uploads;
    this.rules = rules;
  }

  @Override
  public void receiveRequest(Exchange exchange, Request request) {
    BlockOption block1 = request.getOptions().getBlock1();
    if (block1 == null) {
      super.receiveRequest(exchange, request);
    } else {
      upload(exchange, request, block1);
    }
  }

  private void upload(Exchange exchange, Request request, BlockOption block1) {
    Optional<Response> refusal = rules.refusal(request);
    if (refusal.isPresent()) {
      send(exchange, request, refusal.get());
      return;
    }
    OptionSet options = request.getOptions();
    Step step =
        uploads.take(
            new Peer(this, PeerKey.of(request.getSourceContext())),
            new Target(request.getCode(), options.getUriString()),
            part(request, block1));
    switch (step) {
      case Step.Next unused -> {
        Response next = new Response(ResponseCode.CONTINUE);
        next.getOptions().setBlock1(block1);
        send(exchange, request, next);
      }
      case Step.Whole whole -> {
        options.removeBlock1();
        options.removeSize1();
        request.setPayload(whole.body());
        exchange.setBlock1ToAck(block1);
        super.receiveRequest(exchange, request);
      }
      case Step.Broken broken -> broken(exchange, request, broken.fault());
    }
  }

  private static Part part(Request request, BlockOption block1) {
    OptionSet options = request.getOptions();
    byte[] payload = request.getPayload();
    return new Part(
        block1.getOffset(),
        block1.getSize(),
        block1.isM(),
        options.hasContentFormat() ? options.getContentFormat() : DeviceMessage.NO_FORMAT,
        options.hasSize1() ? options.getSize1() : 0,
        payload == null ? new byte[0] : payload);
  }

  private void broken(Exchange exchange, Request request, Step.Fault fault) {
    switch (fault) {
      case INCOMPLETE ->
          refuse(exchange, request, RefusalReason.INCOMPLETE, "begin again with block 0");
      case TOO_LARGE -> refuse(exchange, request, RefusalReason.TOO_LARGE, "the body is too long");
      case MALFORMED ->
          refuse(exchange, request, RefusalReason.BLOCK, "the block is not of the size it says");
      case NO_ROOM -> refuse(exchange, request, RefusalReason.BUSY, "too much is being uploaded");
    }
  }

  private void refuse(Exchange exchange, Request request, RefusalReason reason, String diagnostic) {
    send(exchange, request, rules.refuse(request, new Verdict.Refused(reason, diagnostic)));
  }

  private void send(Exchange exchange, Request request, Response response) {
    response.setDestinationContext(request.getSourceContext());
    super.sendResponse(exchange, response);
  }
}
