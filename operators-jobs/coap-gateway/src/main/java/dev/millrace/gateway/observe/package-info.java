/**
 * Topics out to devices: the newest record of a key is the state of a resource, and observers are
 * told when it changes (RFC 7641). The state is read from Kafka by each gateway for itself.
 */
package dev.millrace.gateway.observe;
