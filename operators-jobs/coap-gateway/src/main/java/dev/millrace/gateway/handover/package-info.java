/**
 * DTLS sessions that go on in another gateway: what of them is kept, and how it gets to another
 * process through a topic.
 */
package dev.millrace.gateway.handover;
