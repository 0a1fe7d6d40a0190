/** What the meters of a gateway's parts have in common. */
package dev.millrace.gateway.meter;
