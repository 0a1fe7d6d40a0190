package dev.millrace.gateway.observe;

import java.util.Arrays;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;

/** Makes the responses that show a subject, or say why it cannot be shown. */
public final class Answers {
  private Answers() {}

  /**
   * The state, or only that it has not changed.
   *
   * @param known entity tags of states that the device has (RFC 7252 section 5.10.6.2)
   */
  public static Response of(Representation state, ObserveTerms terms, List<byte[]> known) {
    byte[] etag = state.etag();
    boolean unchanged = known.stream().anyMatch(one -> Arrays.equals(one, etag));
    Response response = new Response(unchanged ? ResponseCode.VALID : ResponseCode.CONTENT);
    response.getOptions().addETag(etag);
    response.getOptions().setMaxAge(terms.maxAgeSeconds());
    if (!unchanged) {
      response.getOptions().setContentFormat(state.format(terms.format()));
      response.setPayload(state.payload());
    }
    return response;
  }

  static Response end(ResponseCode code, String why) {
    Response response = new Response(code);
    response.setPayload(why);
    return response;
  }
}
