/**
 * Payloads to rows and back: JSON, CBOR and SenML in, JSON and CBOR out. Whatever bytes come in, a
 * reader either fills the row or throws {@link dev.millrace.stream.codec.DecodeException}; the same
 * bytes have the same outcome on every replica.
 */
package dev.millrace.stream.codec;
