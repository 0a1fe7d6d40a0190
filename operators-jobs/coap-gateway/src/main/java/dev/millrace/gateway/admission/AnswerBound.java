package dev.millrace.gateway.admission;

import dev.millrace.gateway.socket.RequestOrigin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;

/**
 * Keeps answers to addresses that may be somebody else's short (RFC 7252 section 11.3): no more
 * than so many times as long as the request. What is longer comes in small blocks (RFC 7959), each
 * of which has to be asked for, and a diagnostic is cut. Each block comes with a proof of address
 * (RFC 9175); who shows it in a request gets answers of any length.
 */
public final class AnswerBound extends MessageInterceptorAdapter {
  /** Header of an answer without its token, and the byte before a payload. */
  private static final int FRAME = 4 + 1;

  /** ETag, Content-Format, Block2 and Size2, as long as they are in practice. */
  private static final int OPTIONS = 9 + 3 + 3 + 4;

  /** Observe and Max-Age at their longest. */
  private static final int OBSERVE_OPTIONS = 4 + 5;

  /** Echo, with two bytes before its value. */
  private static final int ECHO = 2 + AddressProof.BYTES;

  private static final int LARGEST_SZX = 6;

  /** RFC 7959 section 2.2. What is beyond it in small blocks, is beyond the end of any answer. */
  private static final int MAX_BLOCK_NUMBER = (1 << 20) - 1;

  private final int factor;
  private final AddressProof proofs;

  /**
   * @param factor at least 1
   */
  public AnswerBound(int factor, AddressProof proofs) {
    this.factor = factor;
    this.proofs = proofs;
  }

  @Override
  public void receiveRequest(Request request) {
    if (!(request.getSourceContext() instanceof RequestOrigin origin)) {
      return;
    }
    Option shown = request.getOptions().getOtherOption(StandardOptionRegistry.ECHO);
    if (shown != null && proofs.holds(shown.getValue(), origin.getPeerAddress())) {
      origin.prove();
    } else if (request.getCode() == Code.GET || request.getCode() == Code.FETCH) {
      shorten(request, origin);
    }
  }

  /** Lets the request ask for blocks no longer than may be sent. */
  private void shorten(Request request, RequestOrigin origin) {
    int allowed = szx(room(request, origin));
    BlockOption asked = request.getOptions().getBlock2();
    if (asked == null) {
      origin.keepToBlocks();
      request.getOptions().setBlock2(allowed, false, 0);
    } else if (asked.getSzx() > allowed) {
      int number = asked.getNum() << (asked.getSzx() - allowed);
      if (number <= MAX_BLOCK_NUMBER) {
        request.getOptions().setBlock2(allowed, asked.isM(), number);
      }
    }
  }

  /**
   * Lets the answer to a request come whole, as errors do: a diagnostic is cut instead. To be
   * called before the answer is handed to the stack.
   */
  public static void keepWhole(Request request) {
    if (request.getSourceContext() instanceof RequestOrigin origin && origin.isKeptToBlocks()) {
      request.getOptions().removeBlock2();
    }
  }

  private int room(Request request, RequestOrigin origin) {
    int options = request.getOptions().hasObserve() ? OPTIONS + OBSERVE_OPTIONS : OPTIONS;
    return factor * origin.requestBytes() - FRAME - request.getToken().length() - options;
  }

  private static int szx(int bytes) {
    int szx = 0;
    while (szx < LARGEST_SZX && BlockOption.szx2Size(szx + 1) <= bytes) {
      szx++;
    }
    return szx;
  }

  @Override
  public void sendResponse(Response response) {
    if (response.getPayloadSize() == 0
        || !(response.getDestinationContext() instanceof RequestOrigin origin)
        || origin.isProven()) {
      return;
    }
    BlockOption block = response.getOptions().getBlock2();
    if (response.isError() && block == null) {
      cut(response, factor * origin.requestBytes() - FRAME - response.getToken().length());
    } else if (block != null && (block.isM() || block.getNum() > 0)) {
      if (bytes(response) + ECHO > factor * origin.requestBytes()) {
        return;
      }
      response
          .getOptions()
          .addOtherOption(
              new Option(StandardOptionRegistry.ECHO, proofs.of(origin.getPeerAddress())));
    } else if (block != null && origin.isKeptToBlocks()) {
      // It is whole, and the sender may not know what a block is.
      response.getOptions().removeBlock2();
    }
  }

  private static int bytes(Response response) {
    int bytes = FRAME + response.getToken().length() + response.getPayloadSize();
    int number = 0;
    for (Option option : response.getOptions().asSortedList()) {
      int delta = option.getNumber() - number;
      int length = option.getLength();
      bytes += 1 + (delta < 13 ? 0 : 1) + (length < 13 ? 0 : 1) + length;
      number = option.getNumber();
    }
    return bytes;
  }

  private static void cut(Response response, int room) {
    byte[] text = response.getPayload();
    int options = response.getOptions().hasMaxAge() ? 5 : 0;
    int end = Math.max(0, room - options);
    if (text.length <= end) {
      return;
    }
    // Not in the middle of a character.
    while (end > 0 && (text[end] & 0xC0) == 0x80) {
      end--;
    }
    response.setPayload(new String(Arrays.copyOf(text, end), StandardCharsets.UTF_8));
  }
}
