/**
 * The checker: reads a finished run's topics from start to end, computes anew what each stage must
 * have written, and compares record by record. It is written from {@code docs/stages.md} alone,
 * shares no code with the engines, and prefers the obvious way to the fast one.
 */
package dev.millrace.local.check;
