package dev.millrace.gateway;

import dev.millrace.api.PathTemplate;
import dev.millrace.gateway.observe.ObserveTerms;
import java.util.Optional;

/**
 * One resource that can be read and observed, ready to serve.
 *
 * @param key of the record that is its state
 * @param authorize whether a device may read; empty if everybody may
 * @param resourceType for discovery (RFC 6690 section 3.1); empty for none
 */
record ReadableRoute(
    PathTemplate path,
    String topic,
    RequestExpression<String> key,
    Optional<RequestExpression<Boolean>> authorize,
    ObserveTerms terms,
    Optional<String> resourceType)
    implements Served {}
