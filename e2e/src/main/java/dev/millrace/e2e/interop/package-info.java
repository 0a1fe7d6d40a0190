/** CoAP clients that nobody here has written, against a running gateway. */
package dev.millrace.e2e.interop;
