/** {@code bench coap}: CoAP servers under the same load, one after the other. */
package dev.millrace.local.bench.coap;
