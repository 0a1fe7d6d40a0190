/** The rules of one exchange (RFC 7252 sections 4.2, 4.3 and 5.2), without I/O and clock. */
package dev.millrace.fleet.exchange;
