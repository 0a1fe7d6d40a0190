/**
 * What the images' processes do once so that the JVM can be quicker the next time (docs/pods.md).
 */
package dev.millrace.e2e.training;
