/** Keeps single senders within bounds, and others out of the way of answers. */
package dev.millrace.gateway.admission;
