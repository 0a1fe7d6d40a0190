/** The CoAP load tool: many clients with a socket each, in one thread, and what they saw. */
package dev.millrace.fleet.load;
