package dev.millrace.gateway;

import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.api.PathTemplate;
import dev.millrace.stream.codec.ContentFormat;
import java.util.Optional;
import java.util.Set;

/**
 * One resource, ready to serve.
 *
 * @param formats in the order in which discovery lists them
 * @param key of the Kafka record; empty for records without key
 * @param authorize whether a sender may write; empty if everybody may
 * @param resourceType for discovery (RFC 6690 section 3.1); empty for none
 */
record Route(
    PathTemplate path,
    Set<Method> methods,
    Set<ContentFormat> formats,
    String topic,
    Optional<RequestExpression<String>> key,
    Optional<RequestExpression<Boolean>> authorize,
    Optional<String> resourceType)
    implements Served {}
