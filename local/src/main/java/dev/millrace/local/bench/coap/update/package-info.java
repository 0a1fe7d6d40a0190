/** What devices notice when the gateway that has their DTLS sessions is replaced. */
package dev.millrace.local.bench.coap.update;
