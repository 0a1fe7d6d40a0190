/** Images without a container engine. */
package dev.millrace.e2e.image;
