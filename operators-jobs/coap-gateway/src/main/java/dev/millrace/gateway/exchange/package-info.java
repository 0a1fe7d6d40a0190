/**
 * What a gateway remembers of past requests, so that a copy of one is not carried out again (RFC
 * 7252 section 4.5). Nothing here does I/O or reads a clock of its own.
 */
package dev.millrace.gateway.exchange;
