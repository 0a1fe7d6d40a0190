/** Parts of a gateway that begin anew when they fail, and the gateway that is given up if not. */
package dev.millrace.gateway.supervision;
