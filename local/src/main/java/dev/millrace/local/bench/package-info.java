/** The benchmarks: every figure is measured in one run beside the peer it is compared with. */
package dev.millrace.local.bench;
