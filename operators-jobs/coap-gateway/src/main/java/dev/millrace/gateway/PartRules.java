package dev.millrace.gateway;

import java.util.Optional;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;

/** Judges blocks of bodies before the whole body is there. */
interface PartRules {
  /** The answer to a request that would be refused whatever the rest of its body is. */
  Optional<Response> refusal(Request part);

  /** The answer to a block that cannot be taken. */
  Response refuse(Request part, Verdict.Refused refused);
}
