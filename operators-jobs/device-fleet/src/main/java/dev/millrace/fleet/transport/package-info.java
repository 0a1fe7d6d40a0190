/** The devices' sockets: plain UDP and DTLS. */
package dev.millrace.fleet.transport;
