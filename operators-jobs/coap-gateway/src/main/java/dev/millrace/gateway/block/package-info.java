/** Bodies that come in blocks (RFC 7959, Block1), put together within bounds. */
package dev.millrace.gateway.block;
