/** CoAP messages as a device writes and reads them. */
package dev.millrace.fleet.message;
