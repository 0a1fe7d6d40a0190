/** Gateways: pods on their pool, and a Service in front of them. */
package dev.millrace.operator.gateway;
